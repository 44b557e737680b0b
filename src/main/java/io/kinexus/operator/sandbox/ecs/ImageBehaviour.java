package io.kinexus.operator.sandbox.ecs;

import java.util.Map;

/** What a container does, told by the suffix of its image's tag, so that a failure can be tried by editing one line. */
public enum ImageBehaviour {
    /** Starts in 20 s and is healthy. */
    HEALTHY(""),
    MISSING("-missing"),
    NOSECRET("-nosecret"),
    NOROLE("-norole"),
    ARM("-arm"),
    CRASH("-crash"),
    OOM("-oom"),
    UNHEALTHY("-unhealthy"),
    ERRORS("-errors"),
    SLOW("-slow"),
    LATE("-late"),
    FLAKY("-flaky"),
    BADMIGRATION("-badmigration");

    private final String suffix;

    ImageBehaviour(String suffix) {
        this.suffix = suffix;
    }

    /**
     * @param image as in the task definition, with tag, digest, or both
     * @param others further suffixes, each with the one of the contract's table that it behaves as
     */
    public static ImageBehaviour of(String image, Map<String, String> others) {
        String tag = tag(image);
        for (Map.Entry<String, String> other : others.entrySet()) {
            if (tag.endsWith(other.getKey())) {
                return byTag(other.getValue());
            }
        }
        return byTag(tag);
    }

    private static ImageBehaviour byTag(String tag) {
        for (ImageBehaviour behaviour : values()) {
            if (behaviour != HEALTHY && tag.endsWith(behaviour.suffix)) {
                return behaviour;
            }
        }
        return HEALTHY;
    }

    private static String tag(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1).split("@", 2)[0];
        int colon = name.indexOf(':');
        return colon < 0 ? "latest" : name.substring(colon + 1);
    }
}
