"""The catalogue as plain data: the one shape of content files, exports, imports and versions."""
