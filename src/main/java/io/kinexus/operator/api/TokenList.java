package io.kinexus.operator.api;

import java.util.List;

/** Every token, newest first, with those that are revoked or have expired. */
public record TokenList(List<TokenView> tokens) {}
