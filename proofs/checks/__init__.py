"""The engines and the rules of judging: one module an engine. They know no paper."""
