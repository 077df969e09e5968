"""A small real text classifier in the folder layout of @huggingface/transformers: train.py SENTENCES OUT.

Logistic regression over the words of 2,000 sentences of shops and restaurants (npm sentiment, fixtures), written as an ONNX graph
behind a WordPiece tokenizer. Film reviews are never seen in training: the test asks about those.
"""
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from sklearn.linear_model import LogisticRegression

source, out = Path(sys.argv[1]), Path(sys.argv[2])


def words(text):
    """As BertNormalizer and BertPreTokenizer cut it: lower case, no accents, punctuation alone."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return re.findall(r"\w+|[^\w\s]", plain)


rows = [row for site in ("amazon", "yelp") for row in json.loads((source / f"{site}.json").read_text()) if row["class"] in (0, 1)]
texts, truth = [words(row["text"]) for row in rows], np.array([row["class"] for row in rows])
counts = Counter(word for text in texts for word in text)
special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
vocabulary = special + sorted(word for word, count in counts.items() if count >= 2 and "_" not in word)
ids = {word: at for at, word in enumerate(vocabulary)}
features = np.zeros((len(texts), len(vocabulary)), dtype=np.float32)
for row, text in enumerate(texts):
    for word in text:
        if word in ids:
            features[row, ids[word]] += 1
model = LogisticRegression(C=1.0, max_iter=1000).fit(features, truth)
weights = np.stack([-model.coef_[0] / 2, model.coef_[0] / 2], axis=1).astype(np.float32)
weights[: len(special)] = 0
bias = np.array([-model.intercept_[0] / 2, model.intercept_[0] / 2], dtype=np.float32)

graph = helper.make_graph(
    [
        helper.make_node("Gather", ["weights", "input_ids"], ["each"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["each", "wide"], ["seen"]),
        helper.make_node("ReduceSum", ["seen", "first"], ["sum"], keepdims=0),
        helper.make_node("Add", ["sum", "bias"], ["logits"]),
    ],
    "bag_of_words",
    [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in ("input_ids", "attention_mask")],
    [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 2])],
    [
        numpy_helper.from_array(weights, "weights"),
        numpy_helper.from_array(bias, "bias"),
        numpy_helper.from_array(np.array([2]), "last"),
        numpy_helper.from_array(np.array([1]), "first"),
    ],
)
made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.checker.check_model(made)
(out / "onnx").mkdir(parents=True, exist_ok=True)
onnx.save(made, out / "onnx" / "model.onnx")

token = lambda name: {"id": ids[name], "content": name, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
files = {
    "config.json": {
        "model_type": "bert",
        "architectures": ["BertForSequenceClassification"],
        "id2label": {"0": "negative", "1": "positive"},
        "label2id": {"negative": 0, "positive": 1},
        "vocab_size": len(vocabulary),
    },
    "tokenizer_config.json": {"tokenizer_class": "BertTokenizer", "model_max_length": 512, "unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"},
    "tokenizer.json": {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [token(name) for name in special],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": ids},
    },
}
for name, content in files.items():
    (out / name).write_text(json.dumps(content))
print(f"{len(vocabulary)} words, {model.score(features, truth):.3f} of the training sentences")
