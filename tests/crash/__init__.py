"""A whole house under load whose processes are killed at random: what was acknowledged happened, once."""
