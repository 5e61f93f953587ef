"""Learning: the outline, a module, a lesson, and what one does in it."""
