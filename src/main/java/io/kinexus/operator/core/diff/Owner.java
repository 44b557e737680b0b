package io.kinexus.operator.core.diff;

/** Who decides a field's value. Only what git owns can drift; the rest is shown and left alone. */
public enum Owner {
    GIT,
    SCALER,
    ROLLOUT,
    IMAGE_CHANNEL,
    AWS,
    PERSON
}
