package io.kinexus.operator.blueprint;

import io.kinexus.operator.core.resource.DeclarationId;

/** A value written as text, or taken from another declaration: {@code {from: cache/x, value: host}}. */
public sealed interface Value {
    /** As written; numbers and booleans must be quoted. */
    record Text(String text) implements Value {}

    /** @param value one of {@code host port url name arn} */
    record From(DeclarationId from, String value) implements Value {}
}
