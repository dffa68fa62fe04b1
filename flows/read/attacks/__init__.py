"""From tagged sentences to attacks: figures by patterns, drafts by sentence, facts by story."""
