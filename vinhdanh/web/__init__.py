"""The pages: views, forms, templates, static files. No tables, and no rule of the law."""
