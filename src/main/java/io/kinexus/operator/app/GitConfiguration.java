package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.git.GitDesiredState;
import io.kinexus.operator.git.GitRefused;
import io.kinexus.operator.git.GitSettings;
import io.kinexus.operator.git.GitSettings.Secret;
import io.kinexus.operator.git.GitSource;
import io.kinexus.operator.git.RevertBranches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** {@code kinexus.git.*}: the repository that desired state comes from. Without {@link #URL} it comes from a folder. */
final class GitConfiguration {
    @Setting(
            value = "Where desired state comes from: https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH,"
                    + " without secrets.",
            otherwise = "a folder is read")
    static final String URL = "kinexus.git.url";

    @Setting(value = "The branch that is in force.", otherwise = "the remote's HEAD")
    static final String BRANCH = "kinexus.git.branch";

    @Setting(
            value = "The folder in the repository with a folder for each environment; . for its root.",
            otherwise = "desired-state")
    static final String PATH = "kinexus.git.path";

    @Setting(value = "The user name that goes with the token.", otherwise = "x-access-token")
    static final String USER = "kinexus.git.user";

    @Setting(value = "A token for HTTPS. Better in a file.", otherwise = "no token is sent", secret = true)
    static final String TOKEN = "kinexus.git.token";

    @Setting(value = "A file with a token for HTTPS, read at every poll.", otherwise = "no token is sent")
    static final String TOKEN_FILE = "kinexus.git.token-file";

    @Setting(value = "A file with a private key in OpenSSH's or PEM form.", otherwise = "over SSH it must be given")
    static final String SSH_KEY_FILE = "kinexus.git.ssh-key-file";

    @Setting(value = "The key's passphrase. Better in a file.", otherwise = "the key has none", secret = true)
    static final String SSH_PASSPHRASE = "kinexus.git.ssh-passphrase";

    @Setting(value = "A file with the key's passphrase.", otherwise = "the key has none")
    static final String SSH_PASSPHRASE_FILE = "kinexus.git.ssh-passphrase-file";

    @Setting(
            value = "A file with the server's host keys, in the form of known_hosts.",
            otherwise = "over SSH it must be given")
    static final String KNOWN_HOSTS_FILE = "kinexus.git.known-hosts-file";

    @Setting(value = "A file with certificates in PEM to trust instead of the JVM's.", otherwise = "the JVM's")
    static final String CA_FILE = "kinexus.git.ca-file";

    @Setting(
            value = "true lets a server on this machine be asked, for tests and to try things out.",
            otherwise = "false")
    static final String ALLOW_LOOPBACK = "kinexus.git.allow-loopback";

    @Setting(value = "How often the server is asked, such as 60s or 5m.", otherwise = "60s")
    static final String INTERVAL = "kinexus.git.interval";

    @Setting(value = "How long the server may take to connect or to go on, such as 20s.", otherwise = "20s")
    static final String TIMEOUT = "kinexus.git.timeout";

    @Setting(
            value = "required lets no commit be in force that none of the allowed signers has signed; or off.",
            otherwise = "off")
    static final String SIGNATURES = "kinexus.git.signatures";

    @Setting(
            value = "A file in the form of ssh-keygen's allowed signers, or with OpenPGP public keys in ASCII armour.",
            otherwise = "must be given where signatures are required")
    static final String ALLOWED_SIGNERS_FILE = "kinexus.git.allowed-signers-file";

    @Setting(
            value = "follow or refuse a commit that does not build on the one in force.",
            otherwise = "follow; refuse where signatures are required")
    static final String REWRITES = "kinexus.git.rewrites";

    @Setting(
            value = "true pushes a branch that reverts the commit whose revision is held back.",
            otherwise = "false: nothing is ever pushed")
    static final String REVERT_BRANCHES = "kinexus.git.revert-branches";

    @Setting(value = "The author of those reverts.", otherwise = "Kinexus Operator")
    static final String AUTHOR_NAME = "kinexus.git.author-name";

    @Setting(value = "The author's address.", otherwise = "kinexus-operator@localhost")
    static final String AUTHOR_EMAIL = "kinexus.git.author-email";

    private static final Duration OFTEN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Configuration configuration;

    GitConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    boolean given() {
        return configuration.get(URL).isPresent();
    }

    Optional<String> branch() {
        return configuration.get(BRANCH);
    }

    String path() {
        return configuration.get(PATH).orElse("desired-state");
    }

    Duration interval() {
        return duration(INTERVAL, OFTEN);
    }

    /** @throws Refused when it cannot be followed */
    GitSource open() throws IOException {
        try {
            return GitSource.open(settings(), configuration.home());
        } catch (GitRefused refused) {
            throw Refused.because(String.valueOf(refused.getMessage()));
        }
    }

    private GitSettings settings() {
        return new GitSettings(
                configuration.get(URL).orElseThrow(),
                branch(),
                path(),
                configuration.get(USER).orElse("x-access-token"),
                secret(TOKEN, TOKEN_FILE),
                file(SSH_KEY_FILE),
                secret(SSH_PASSPHRASE, SSH_PASSPHRASE_FILE),
                file(KNOWN_HOSTS_FILE),
                file(CA_FILE),
                configuration.get(ALLOW_LOOPBACK).filter("true"::equals).isPresent(),
                duration(TIMEOUT, PATIENCE),
                signers(),
                rewrites());
    }

    private boolean rewrites() {
        String otherwise = signers().isPresent() ? "refuse" : "follow";
        String wanted = configuration.get(REWRITES).orElse(otherwise);
        return switch (wanted) {
            case "follow" -> true;
            case "refuse" -> false;
            default -> throw Refused.because(REWRITES + " is " + wanted + "; must be follow or refuse");
        };
    }

    private Optional<Path> signers() {
        String signatures = configuration.get(SIGNATURES).orElse("off");
        return switch (signatures) {
            case "off" -> Optional.empty();
            case "required" ->
                Optional.of(file(ALLOWED_SIGNERS_FILE)
                        .orElseThrow(() -> Refused.because(SIGNATURES + " is required, so " + ALLOWED_SIGNERS_FILE
                                + " must name the file with those who may sign")));
            default -> throw Refused.because(SIGNATURES + " is " + signatures + "; must be required or off");
        };
    }

    /** @throws Refused when it is said in a way that is neither */
    Optional<RevertBranches> reverts(GitSource source, GitDesiredState state) {
        String wanted = configuration.get(REVERT_BRANCHES).orElse("false");
        RevertBranches.Author author = new RevertBranches.Author(
                configuration.get(AUTHOR_NAME).orElse("Kinexus Operator"),
                configuration.get(AUTHOR_EMAIL).orElse("kinexus-operator@localhost"));
        return switch (wanted) {
            case "false" -> Optional.empty();
            case "true" -> Optional.of(new RevertBranches(source, state, author, InstantSource.system()));
            default -> throw Refused.because(REVERT_BRANCHES + " is " + wanted + "; must be true or false");
        };
    }

    /** Whom to believe on this side of the network. */
    Optional<Path> authorities() {
        return file(CA_FILE);
    }

    /** The token for the repository. */
    Secret token() {
        return secret(TOKEN, TOKEN_FILE);
    }

    private Optional<Path> file(String key) {
        return configuration.get(key).map(Path::of);
    }

    /** A file wins, and is read anew each time. */
    Secret secret(String key, String fileKey) {
        Optional<Path> file = file(fileKey);
        return () -> file.map(path -> read(path, fileKey)).or(() -> configuration.get(key));
    }

    private static String read(Path file, String key) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new GitRefused(key + " " + file + " cannot be read");
        }
    }

    private Duration duration(String key, Duration otherwise) {
        return configuration.get(key).map(text -> parsed(key, text)).orElse(otherwise);
    }

    private static Duration parsed(String key, String text) {
        if (!text.matches("[1-9]\\d{0,5}[smh]")) {
            throw Refused.because(key + " is " + text + "; must be a whole number with s, m or h, such as 60s");
        }
        return Duration.parse("PT" + text);
    }
}
