"""An area or a town told: facts, sentences, comparison, peers."""
