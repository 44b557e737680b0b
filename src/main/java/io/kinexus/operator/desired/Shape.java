package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a field may hold. Each shape says so in three ways that must agree: by binding a node to Java, by the JSON Schema
 * for editors, and in words for messages.
 */
sealed interface Shape
        permits ChoiceShape,
                DurationShape,
                FlagShape,
                InstantShape,
                JsonShape,
                ListShape,
                MapShape,
                NumberShape,
                RecordShape,
                TextShape,
                ValueShape {

    /** The Java value; empty when something is wrong, which has then been said. */
    Optional<Object> bind(Node node, String path, Binding binding);

    /** Writes itself into a schema. */
    void describe(ObjectNode schema);

    /** What is allowed, in words, to follow "must be". */
    String allowed();

    /** Shows every reference in the node; the answer is the node with the references that the visitor gave back. */
    default Node visit(Node node, String path, Visitor visitor) {
        return node;
    }

    /** Sees references, and may put others in their place. */
    @FunctionalInterface
    interface Visitor {
        Node.Scalar see(Target target, String path, Node.Scalar written);
    }
}
