package io.kinexus.operator.app;

import io.kinexus.operator.api.Role;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.ledger.TokenWord;
import io.kinexus.operator.ledger.Tokens;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * How the first admin gets in. {@code KINEXUS_TOKEN} is taken wherever it is set. Without it the sandbox makes a word for each
 * start and prints it. On AWS nothing is printed, since what a controller prints ends in a log: where the ledger has no admin,
 * one is made, and its word is left in a file of the home folder that only its owner reads.
 */
final class FirstToken {
    static final String GIVEN = "kinexus-token";
    static final String SANDBOX = "sandbox";
    static final String FIRST = "first-admin";

    private static final String FILE = "admin-token";
    private static final int SHORTEST = 16;

    private final Tokens tokens;
    private final Configuration configuration;
    private final String word;
    private volatile Optional<String> line = Optional.empty();

    FirstToken(Tokens tokens, Configuration configuration) {
        this.tokens = tokens;
        this.configuration = configuration;
        this.word = configuration.token().orElseGet(TokenWord::random);
    }

    /** @throws Refused when {@code KINEXUS_TOKEN} is too short for what it opens, or the file cannot be written */
    void lay() {
        boolean given = configuration.token().isPresent();
        boolean sandbox = configuration.sandbox();
        if (given) {
            if (!sandbox && word.length() < SHORTEST) {
                throw Refused.because("KINEXUS_TOKEN is too short: it opens everything, so it has " + SHORTEST
                        + " characters or more; `openssl rand -hex 32` makes a good one");
            }
            tokens.startUp(GIVEN, Role.ADMIN, word);
        } else {
            tokens.forget(GIVEN);
        }
        if (sandbox && !given) {
            tokens.startUp(SANDBOX, Role.ADMIN, word);
            line = Optional.of(word);
        } else {
            tokens.forget(SANDBOX);
        }
        if (!sandbox && !given) {
            first();
        }
    }

    private void first() {
        Path file = configuration.home().resolve(FILE).toAbsolutePath().normalize();
        if (!tokens.first(FIRST, Role.ADMIN, word)) {
            line = Files.exists(file) ? Optional.of("in " + file) : Optional.empty();
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, onlyForTheOwner());
            Files.writeString(file, word + "\n", StandardOpenOption.WRITE);
            line = Optional.of("in " + file);
        } catch (IOException failure) {
            tokens.forget(FIRST);
            throw Refused.because("the first admin token cannot be left in " + file + ": " + failure.getMessage()
                    + "; set KINEXUS_TOKEN, or KINEXUS_HOME to a folder that can be written");
        }
    }

    private static FileAttribute<?>[] onlyForTheOwner() {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    String word() {
        return word;
    }

    /** What is said of it at the start; empty where people have got theirs already. */
    Optional<String> line() {
        return line;
    }
}
