package io.kinexus.operator.rollout.secret;

import io.kinexus.operator.aws.SecretVersion;
import java.util.Optional;

/**
 * Which version of one secret the tasks of a rollback read. Pure.
 *
 * @param pin the id to write into the task definition; empty for whatever is current
 * @param version what the label says: the version that is read as far as is known now
 * @param said empty where nothing has changed
 */
record Choice(String secret, Optional<String> pin, String version, String said) {
    /**
     * @param ranWith the version that the good revision was made for, as its label says
     * @param now empty where the secret is gone
     */
    static Choice of(String secret, String ranWith, Optional<Stages> now) {
        String current = now.flatMap(Stages::current).map(SecretVersion::chosen).orElse("");
        if (current.equals(ranWith)) {
            return new Choice(secret, Optional.empty(), ranWith, "");
        }
        if (current.isEmpty()) {
            return new Choice(secret, Optional.empty(), ranWith, "secret " + secret + " has no current version");
        }
        Optional<String> previous = now.flatMap(Stages::previous)
                .filter(id -> SecretVersion.chosen(id).equals(ranWith));
        String instead = "secret " + secret + " is read in its current version " + SecretVersion.shown(current)
                + ", not in " + SecretVersion.shown(ranWith);
        if (previous.isEmpty()) {
            return new Choice(
                    secret, previous, current, instead + ", which carries neither AWSCURRENT nor AWSPREVIOUS any more");
        }
        if (now.filter(Stages::password).isPresent()) {
            return new Choice(
                    secret, Optional.empty(), current, instead + ": a password that was changed since would not do");
        }
        return new Choice(
                secret, previous, ranWith, "secret " + secret + " keeps version " + SecretVersion.shown(ranWith));
    }
}
