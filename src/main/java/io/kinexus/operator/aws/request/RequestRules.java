package io.kinexus.operator.aws.request;

import io.kinexus.operator.core.resource.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The rules of all actions that the operator calls. Each kind brings those of its own calls as {@value #FILE} beside it, and
 * so does each part of a rollout; what several share is beside this class. Files are found at the first request, and an action is read at its first call.
 */
public final class RequestRules {
    static final String FILE = "requests.rules";

    private static final String REQUEST = "Request";
    /** A file of each part of a rollout that calls AWS; a part without one makes no call of its own. */
    private static final List<String> ROLLOUT = List.of(
            "/io/kinexus/operator/rollout/deployment/" + FILE,
            "/io/kinexus/operator/rollout/diagnosis/" + FILE,
            "/io/kinexus/operator/rollout/signal/" + FILE,
            "/io/kinexus/operator/rollout/verify/" + FILE);

    private record Section(String heading, List<String> lines) {}

    private final Map<Class<?>, Optional<Action>> actions = new ConcurrentHashMap<>();
    private @Nullable Map<String, Section> sections;
    private @Nullable Map<String, Terms> types;

    private RequestRules() {}

    /** Those on the class path. */
    public static RequestRules installed() {
        return new RequestRules();
    }

    /** Safe from any thread; nothing is sent. */
    public Finding check(SdkRequest request) {
        Optional<Action> action = actions.computeIfAbsent(request.getClass(), type -> read(name(type)));
        return action.map(known -> RequestWalk.of(known, (SdkPojo) request))
                .orElseGet(() -> new Finding(List.of(), List.of(name(request.getClass()))));
    }

    /** Every action that has an entry, as IAM calls it. */
    public synchronized Set<String> actions() {
        return Set.copyOf(sections().keySet());
    }

    List<Action> all() {
        return actions().stream().flatMap(action -> read(action).stream()).toList();
    }

    /** {@code sns:CreateTopic}. */
    static String name(Class<?> request) {
        String[] parts = request.getPackageName().split("\\.");
        String service = parts[parts.length - 2];
        String name = request.getSimpleName();
        String action = name.substring(0, name.length() - REQUEST.length());
        return IamNames.prefix(service) + ":" + (service.equals("rds") ? action.replace("Db", "DB") : action);
    }

    private synchronized Optional<Action> read(String action) {
        return Optional.ofNullable(sections().get(action))
                .map(section -> RuleFile.read(section.heading(), section.lines(), types()));
    }

    private synchronized Map<String, Section> sections() {
        if (sections == null) {
            Map<String, Section> found = new TreeMap<>();
            for (String text : files()) {
                RuleFile.sections(text).forEach((heading, lines) -> {
                    String action = heading.substring(0, heading.indexOf(' '));
                    if (found.put(action, new Section(heading, lines)) != null) {
                        throw new IllegalStateException(action + " has rules in two files");
                    }
                });
            }
            sections = found;
        }
        return sections;
    }

    private synchronized Map<String, Terms> types() {
        if (types == null) {
            types = text(RequestRules.class, "types.rules").map(RuleFile::types).orElseThrow();
        }
        return types;
    }

    @SuppressWarnings("rawtypes") // services are found by their raw type
    private static List<String> files() {
        List<String> files = new ArrayList<>();
        text(RequestRules.class, FILE).ifPresent(files::add);
        ROLLOUT.forEach(name -> text(RequestRules.class, name).ifPresent(files::add));
        ServiceLoader.load(ResourceKind.class).stream()
                .map(ServiceLoader.Provider::type)
                .forEach(kind -> text(kind, FILE).ifPresent(files::add));
        return files;
    }

    private static Optional<String> text(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
