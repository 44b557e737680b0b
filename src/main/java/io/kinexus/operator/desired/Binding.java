package io.kinexus.operator.desired;

import java.util.Optional;

/**
 * One document on its way to Java.
 *
 * @param document where it begins: the place of what is missing from it
 */
record Binding(Place document, Kinds kinds, Problems problems, Failed failed) {

    Binding(Place document, Kinds kinds, Problems problems) {
        this(document, kinds, problems, new Failed());
    }

    /** Says what was found in place of what is allowed; says nothing where something was said already. */
    Optional<Object> wrong(Node node, String path, Shape wanted) {
        if (node instanceof Node.Scalar scalar && scalar.is(Node.Sort.REFUSED)) {
            return Optional.empty();
        }
        String found = Node.isNull(node) ? "null is only allowed where it removes a value of the base" : node.sort();
        return wrong(node, path, found + "; must be " + wanted.allowed());
    }

    Optional<Object> wrong(Node node, String path, String message) {
        problems.add(node.at(), path, message);
        return Optional.empty();
    }

    void missing(String path, Shape wanted) {
        problems.add(document, path, "missing; must be " + wanted.allowed());
    }
}
