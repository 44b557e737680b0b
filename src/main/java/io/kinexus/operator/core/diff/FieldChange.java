package io.kinexus.operator.core.diff;

/** One field that differs, already rendered for people; secrets arrive here masked. */
public record FieldChange(String path, String before, String after, Owner owner, Effect effect) {
    /** How the path of a tag's change begins: {@code tags.cost-center}. */
    public static final String TAGS = "tags.";
    /** The path of a task definition's change where a secret has another version now; alone, it says that only secrets moved. */
    public static final String SECRET_VERSIONS = "containerDefinitions[app].secretVersions";
}
