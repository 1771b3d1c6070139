"""The genre's words: vocabulary, numbers, how units are called."""
