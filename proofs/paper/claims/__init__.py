"""The paper as data: one module a section; each exports CLAIMS."""
