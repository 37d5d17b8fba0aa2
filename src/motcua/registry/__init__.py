"""What all other modules refer to: places, agencies, people, working time, procedures."""
