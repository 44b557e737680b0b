package io.kinexus.operator.desired;

import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Desired state as files: one folder for each environment below a root. Files are read anew at every call, and bound again when
 * anything changed. What a read gives is the
 * whole environment or every mistake in it, never a part.
 */
public final class DesiredFolder implements DesiredState {
    private final Tree tree;
    private final Kinds kinds;
    private final ParsedFiles files;
    private final Map<String, Sound> sound;

    /**
     * An environment as it was read without a mistake.
     *
     * @param state everything that it was read from
     */
    private record Sound(String state, Desired desired) {}

    public DesiredFolder(Path root, Kinds kinds) {
        this(new DiskTree(root), kinds);
    }

    public DesiredFolder(Tree tree, Kinds kinds) {
        this(tree, kinds, new ParsedFiles(kinds), new ConcurrentHashMap<>());
    }

    private DesiredFolder(Tree tree, Kinds kinds, ParsedFiles files, Map<String, Sound> sound) {
        this.tree = tree;
        this.kinds = kinds;
        this.files = files;
        this.sound = sound;
    }

    /** Another tree, such as a newer commit: what has not changed in it is neither parsed nor bound again. */
    public DesiredFolder at(Tree other) {
        return new DesiredFolder(other, kinds, files, sound);
    }

    /** What people call it. */
    public String name() {
        return tree.name();
    }

    /** @throws UncheckedIOException when the root is not there or cannot be read, which is not the same as being empty */
    @Override
    public List<String> environments() {
        try {
            return new Sources(new SourceFolder(tree), files).environments();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the environments of " + tree.name(), e);
        }
    }

    @Override
    public Reading read(String environment) {
        Problems problems = new Problems();
        Optional<Desired> desired = read(environment, new Sources(new SourceFolder(tree), files), problems);
        return desired.<Reading>map(Reading.Complete::new).orElseGet(() -> new Reading.Broken(problems.lines()));
    }

    private Optional<Desired> read(String environment, Sources sources, Problems problems) {
        Source source = sources.merged(environment);
        List<Source> others = sources.others(environment, problems).stream()
                .map(sources::merged)
                .toList();
        problems.addAll(source.problems());
        String state = source.state() + others.stream().map(Source::state).toList();
        Sound known = sound.get(environment);
        if (problems.none() && known != null && known.state().equals(state)) {
            return Optional.of(known.desired().at(source.commit()));
        }
        Optional<Desired> desired = read(source, others, problems);
        desired.ifPresent(read -> sound.put(environment, new Sound(state, read)));
        return desired;
    }

    private Optional<Desired> read(Source source, List<Source> others, Problems problems) {
        Declarations declarations = new Declarations(source, kinds, problems);
        declarations.check();
        claims(others).compare(source, problems);
        return problems.none() ? declarations.expand() : Optional.empty();
    }

    /** What others claim, as far as they can be read: their mistakes are theirs, and hold nobody else up. */
    private static Claims claims(List<Source> others) {
        Claims claims = new Claims();
        others.forEach(claims::take);
        return claims;
    }

    /** Every mistake in every environment, one line each, in order of file, line and column; none when all is well. */
    public List<String> problems() {
        Sources sources = new Sources(new SourceFolder(tree), files);
        Problems problems = new Problems();
        List<String> environments;
        try {
            environments = sources.environments();
        } catch (IOException e) {
            problems.add(
                    Place.of(tree.name()),
                    "environments",
                    "cannot be read: " + e.getMessage() + "; must be a folder with one folder for each environment");
            return problems.lines();
        }
        if (environments.isEmpty()) {
            problems.add(Place.of(tree.name()), "environments", "holds no environment; must have a folder for each");
        }
        for (String environment : environments) {
            Problems own = new Problems();
            read(environment, sources, own);
            problems.addNew(own);
        }
        return problems.lines();
    }
}
