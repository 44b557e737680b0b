package io.kinexus.operator.aws.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of rules. A heading is an action with AWS's page about it; each line under it is a member with what AWS demands of
 * it, or a check of several members together:
 *
 * <pre>
 * sns:CreateTopic  https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 *   Name        required, /[A-Za-z0-9_-]{1,256}/
 *   Tags        ..50 items
 *   Tags[].Key  required, tag-key
 *   check unique Tags[].Key
 * </pre>
 *
 * {@code [name]} after a path's dot is an entry of a map, {@code []} every element of a list or every other entry of a map.
 * {@code check in Tags[]: ...} looks at each element by itself.
 */
final class RuleFile {
    private static final String CHECK = "check ";
    private static final String INSIDE = "in ";

    private RuleFile() {}

    /** The lines under each heading, unread; a file is read only as far as its actions are called. */
    static Map<String, List<String>> sections(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                lines.add(line.trim());
            } else {
                lines = new ArrayList<>();
                if (sections.put(line, lines) != null) {
                    throw new IllegalArgumentException("twice: " + line);
                }
            }
        }
        return sections;
    }

    /** {@code tag-key = 1..128 chars, /.../}, one a line. */
    static Map<String, Terms> types(String text) {
        Map<String, Terms> types = new HashMap<>();
        for (String line : text.split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf(" = ");
                types.put(
                        line.substring(0, equals).trim(),
                        Terms.of(line.substring(equals + 3).trim(), types));
            }
        }
        return types;
    }

    /** @throws IllegalArgumentException for a line that says nothing */
    static Action read(String heading, List<String> lines, Map<String, Terms> types) {
        String[] words = heading.split(" +");
        Member request = new Member();
        for (String line : lines) {
            try {
                read(line, request, types);
            } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
                throw new IllegalArgumentException(words[0] + ": " + line + ": " + wrong.getMessage(), wrong);
            }
        }
        return new Action(words[0], words[1], request);
    }

    private static void read(String line, Member request, Map<String, Terms> types) {
        if (!line.startsWith(CHECK)) {
            String[] words = line.split(" +", 2);
            below(request, words[0]).rule(Terms.of(words[1], types));
            return;
        }
        String check = line.substring(CHECK.length());
        if (check.startsWith(INSIDE)) {
            int colon = check.indexOf(": ");
            below(request, check.substring(INSIDE.length(), colon)).check(Checks.of(check.substring(colon + 2), types));
        } else {
            request.check(Checks.of(check, types));
        }
    }

    private static Member below(Member from, String path) {
        Member found = from;
        for (String name : path.replace(Member.EACH, "." + Member.EACH).split("\\.")) {
            found = found.at(name);
        }
        return found;
    }
}
