"""What a person or a partner sends is carried out once, however often it comes."""
