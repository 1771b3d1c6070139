"""The register of assigned work (Sổ theo dõi): out as Excel, in again, and set against ours."""
