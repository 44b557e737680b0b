package io.kinexus.operator.core.resource;

import java.util.Optional;

/**
 * What one process leaves for the next, to save it calls: any page may be gone, old or somebody else's at any time, so that
 * what is read is believed only as far as it proves itself. Neither method throws.
 */
public interface Notebook {
    /** One that holds nothing. */
    Notebook BLANK = new Notebook() {
        @Override
        public Optional<String> read(String page) {
            return Optional.empty();
        }

        @Override
        public void write(String page, String text) {
            // Nothing is kept.
        }
    };

    Optional<String> read(String page);

    /**
     * In place of what the page said before.
     *
     * @param text nothing that somebody wrote into an environment's files or into AWS: digests, names and numbers
     */
    void write(String page, String text);
}
