package io.kinexus.operator.git;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a repository is: {@code https://HOST[:PORT]/PATH}, {@code ssh://[USER@]HOST[:PORT]/PATH} or {@code [USER@]HOST:PATH}.
 * Nothing else is an address: no other scheme, no password, no host that has to be guessed at.
 *
 * @param port what it is reached at, never the scheme's default left out
 */
record GitAddress(String scheme, Optional<String> user, String host, int port, String path, URIish uri) {
    private static final int HTTPS = 443;
    private static final int SSH = 22;
    private static final int MOST_PORT = 65_535;
    private static final int LONGEST = 1024;
    private static final String HOST =
            "\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*\\.?";
    private static final String USER = "(?:([A-Za-z0-9_][A-Za-z0-9_.-]*)@)?";
    private static final String PATH = "[A-Za-z0-9._~/+-]*[A-Za-z0-9._~+-]";
    private static final Pattern URL =
            Pattern.compile("(https|ssh)://" + USER + "(" + HOST + ")(?::(\\d{1,5}))?(/" + PATH + ")");
    private static final Pattern SCP = Pattern.compile(USER + "(" + HOST + "):(?!/?/)(" + PATH + ")");
    private static final Pattern NUMBERS = Pattern.compile("(?i)(?:0x[0-9a-f]*|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]*))*");
    private static final Pattern PLAIN = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

    /** @throws GitRefused when it is none; the message repeats no part of it that may be a secret */
    static GitAddress parse(String text) {
        if (text.length() > LONGEST) {
            throw new GitRefused("KINEXUS_GIT_URL is longer than " + LONGEST + " characters");
        }
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            String scheme = url.group(1).toLowerCase(Locale.ROOT);
            Optional<String> user = Optional.ofNullable(url.group(2));
            if (scheme.equals("https") && user.isPresent()) {
                throw new GitRefused("KINEXUS_GIT_URL names a user or a token; leave it out of the address and give the"
                        + " token by KINEXUS_GIT_TOKEN_FILE");
            }
            int usual = scheme.equals("https") ? HTTPS : SSH;
            int port = Optional.ofNullable(url.group(4)).map(Integer::parseInt).orElse(usual);
            return checked(scheme, user, url.group(3), port, url.group(5), text);
        }
        Matcher scp = SCP.matcher(text);
        if (scp.matches() && !text.contains("::")) {
            return checked("ssh", Optional.ofNullable(scp.group(1)), scp.group(2), SSH, scp.group(3), text);
        }
        throw new GitRefused("KINEXUS_GIT_URL is no address that is read from; allowed are https://HOST/PATH,"
                + " ssh://USER@HOST/PATH and USER@HOST:PATH, without password, query or fragment");
    }

    private static GitAddress checked(
            String scheme, Optional<String> user, String host, int port, String path, String text) {
        String plain = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (NUMBERS.matcher(plain).matches() && !PLAIN.matcher(plain).matches()) {
            throw new GitRefused("KINEXUS_GIT_URL writes an address as a number; write the host's name");
        }
        if (port < 1 || port > MOST_PORT) {
            throw new GitRefused("KINEXUS_GIT_URL has no such port: " + port);
        }
        if (("/" + path + "/").contains("/../")) {
            throw new GitRefused("KINEXUS_GIT_URL goes up by ..; write the path itself");
        }
        try {
            URIish uri = new URIish(text);
            boolean asRead = plain.equals(
                    String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT).replaceAll("\\.$", ""));
            if (!asRead || uri.getPass() != null) {
                throw new GitRefused("KINEXUS_GIT_URL can be read in two ways; write it plainly");
            }
            return new GitAddress(scheme, user, plain, port, path, uri);
        } catch (URISyntaxException notOne) {
            throw new GitRefused("KINEXUS_GIT_URL is no address that git knows");
        }
    }

    boolean ssh() {
        return scheme.equals("ssh");
    }

    /** The host as a resolver takes it. */
    String resolvable() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** It holds no secret, since none is let in. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
