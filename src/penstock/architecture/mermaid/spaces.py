"""What Mermaid's grammar, which is written in JavaScript, takes for white space."""

BLANK = " \t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
BREAK = "\n\r\u2028\u2029"
SPACE = BLANK + BREAK
