"""An encoder that is small enough to train in a test; needs the extra ``train``."""

from collections.abc import Iterable
from pathlib import Path


def save_encoder(folder: Path, words: Iterable[str], *, roberta: bool = False) -> None:
    """Write an encoder of two small layers that knows these words, and nothing of them, in the layout of the transformers library.

    Args:
        roberta: its special pieces have RoBERTa's names instead of BERT's.
    """
    import torch
    from tokenizers import Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import WordPiece
    from transformers import BertConfig, BertModel

    special = ["<pad>", "<unk>", "<s>", "</s>"] if roberta else ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: n for n, word in enumerate([*special, *sorted({w.lower() for w in words})])}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token=special[1]))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
