"""An encoder for tests of bookkeeping."""

import numpy as np


class Constant:
    """An encoder for tests of bookkeeping: the same vector for every text."""

    id = "constant"
    digest = "constant"
    dimensions = 4

    def encode_passages(self, texts):
        self.encoded = [*getattr(self, "encoded", []), *texts]
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    encode_queries = encode_passages
