package io.kinexus.operator.desired;

import io.kinexus.operator.desired.Node.Entry;
import io.kinexus.operator.desired.Node.Fields;
import io.kinexus.operator.desired.Node.Items;
import io.kinexus.operator.desired.Node.Scalar;
import io.kinexus.operator.desired.Node.Sort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Turns the text of one file into nodes, from the parser's events: no tag is ever looked at, so nothing is constructed and
 * no class is loaded, and every limit is met while reading instead of afterwards.
 */
final class YamlText {
    private final String file;
    private final Problems problems;
    private final Parser events;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int values;

    /** @param size how many values stand in it, counting what aliases repeat */
    private record Anchored(Optional<Node> node, int size) {}

    private YamlText(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ReadingLimits.FILE_BYTES);
        this.events = new ParserImpl(new StreamReader(text), options);
    }

    /** The documents of a file, without those that are empty; none of them once the file as a whole cannot be read. */
    static List<Node> read(String file, String text, Problems problems) {
        Optional<Problem> tooMuch = TextSize.problem(file, text);
        if (tooMuch.isPresent()) {
            problems.addAll(List.of(tooMuch.get()));
            return List.of();
        }
        try {
            return new YamlText(file, text, problems).documents();
        } catch (ReaderException e) {
            problems.add(
                    place(file, text, e.getPosition()),
                    "document",
                    "a character that YAML does not allow: U+" + String.format("%04X", e.getCodePoint())
                            + "; write it as an escape in double quotes");
            return List.of();
        }
    }

    private static Place place(String file, String text, int position) {
        String before = text.substring(0, Math.min(text.length(), position));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(file, line, before.length() - before.lastIndexOf('\n'));
    }

    private List<Node> documents() {
        List<Node> documents = new ArrayList<>();
        try {
            while (!events.checkEvent(Event.ID.StreamEnd)) {
                Event event = events.getEvent();
                if (event.is(Event.ID.DocumentStart)) {
                    anchors.clear();
                    documents.add(node(events.getEvent()));
                }
            }
        } catch (MarkedYAMLException e) {
            problems.add(place(e), where(), said(e));
            return List.of();
        } catch (Stop e) {
            problems.add(e.at, where(), e.said);
            return List.of();
        }
        documents.removeIf(Node::isNull);
        return documents;
    }

    private Place place(MarkedYAMLException e) {
        return e.getProblemMark() == null ? Place.of(file) : place(e.getProblemMark());
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String said(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem()).replace('\n', ' ');
        return "not YAML: " + (e.getContext() == null ? problem : e.getContext() + ", " + problem);
    }

    private String where() {
        StringBuilder text = new StringBuilder();
        for (Iterator<String> steps = path.descendingIterator(); steps.hasNext(); ) {
            String step = steps.next();
            text.append(text.length() == 0 || step.startsWith("[") ? "" : ".").append(step);
        }
        return text.length() == 0 ? "document" : text.toString();
    }

    private Node node(Event event) {
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        NodeEvent start = (NodeEvent) event;
        int before = values;
        count(1, start.getStartMark());
        refuseTag(start);
        Optional<String> anchor = Optional.ofNullable(start.getAnchor());
        anchor.ifPresent(name -> anchors.put(name, new Anchored(Optional.empty(), 0)));
        Node node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection((CollectionStartEvent) event);
        anchor.ifPresent(name -> anchors.put(name, new Anchored(Optional.of(node), values - before)));
        return node;
    }

    private void count(int more, Mark mark) {
        values += more;
        if (values > ReadingLimits.VALUES) {
            throw new Stop(place(mark), "more than " + ReadingLimits.VALUES + " values in one file; split the file");
        }
    }

    private void refuseTag(NodeEvent start) {
        String tag = start instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) start).getTag();
        if (tag != null) {
            throw new Stop(
                    place(start.getStartMark()),
                    "tags such as " + shortened(tag) + " are not allowed; write the plain value");
        }
    }

    private Node alias(AliasEvent alias) {
        Place at = place(alias.getStartMark());
        Anchored anchored = anchors.get(alias.getAnchor());
        if (anchored == null) {
            throw new Stop(at, "there is no anchor &" + shortened(alias.getAnchor()) + " earlier in this document");
        }
        count(anchored.size(), alias.getStartMark());
        return anchored.node()
                .orElseThrow(() -> new Stop(at, "*" + shortened(alias.getAnchor()) + " stands inside itself"));
    }

    private Node scalar(ScalarEvent scalar) {
        Place at = place(scalar.getStartMark());
        String text = scalar.getValue();
        if (text.length() > ReadingLimits.SCALAR) {
            throw new Stop(at, "a text of " + text.length() + " characters; at most " + ReadingLimits.SCALAR);
        }
        if (!scalar.isPlain()) {
            return new Scalar(text, Sort.TEXT, at);
        }
        Optional<String> trap = PlainScalar.trap(text);
        trap.ifPresent(why -> problems.add(at, where(), why));
        return new Scalar(text, trap.isPresent() ? Sort.REFUSED : PlainScalar.sort(text), at);
    }

    private Node collection(CollectionStartEvent start) {
        if (path.size() >= ReadingLimits.DEPTH) {
            throw new Stop(place(start.getStartMark()), "nested deeper than " + ReadingLimits.DEPTH + " levels");
        }
        return start.is(Event.ID.SequenceStart) ? items(start) : fields(start);
    }

    private Node items(CollectionStartEvent start) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.getEvent(); !event.is(Event.ID.SequenceEnd); event = events.getEvent()) {
            path.push("[" + items.size() + "]");
            items.add(node(event));
            path.pop();
        }
        return new Items(items, place(start.getStartMark()));
    }

    private Node fields(CollectionStartEvent start) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.getEvent(); !event.is(Event.ID.MappingEnd); event = events.getEvent()) {
            String key = key(event);
            Place at = place(event.getStartMark());
            path.push(key);
            Entry before = entries.putIfAbsent(key, new Entry(at, node(events.getEvent())));
            if (before != null) {
                problems.add(
                        at,
                        where(),
                        "written twice in one mapping, first on line "
                                + before.key().line() + "; keep one");
            }
            path.pop();
        }
        return new Fields(entries, place(start.getStartMark()));
    }

    private String key(Event event) {
        Place at = place(event.getStartMark());
        if (!(event instanceof ScalarEvent key)) {
            throw new Stop(at, "a key must be a plain word");
        }
        refuseTag(key);
        if (key.getAnchor() != null || key.getValue().length() > ReadingLimits.KEY) {
            throw new Stop(
                    at, "a key must be a word of at most " + ReadingLimits.KEY + " characters, without an anchor");
        }
        if (key.isPlain() && key.getValue().equals("<<")) {
            throw new Stop(at, "merge keys (<<) are not allowed; write the fields out, or use base in an Environment");
        }
        return key.getValue();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /** Nothing more of this file can be read. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Place at;
        private final String said;

        Stop(Place at, String said) {
            super(said, null, false, false);
            this.at = at;
            this.said = said;
        }
    }
}
