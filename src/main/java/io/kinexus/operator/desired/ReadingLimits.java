package io.kinexus.operator.desired;

/**
 * The most that a read takes in. All are far above what people write, and low enough that a hostile file costs less than
 * 200 ms and 64 MB. The sizes are checked before anything is parsed.
 */
final class ReadingLimits {
    static final int ENVIRONMENTS = 1000;
    static final int FILES = 2000;

    /** Whatever stands in one folder, read or not. */
    static final int ENTRIES = 20_000;

    static final int FILE_BYTES = 2 << 20;
    static final int ENVIRONMENT_BYTES = 8 << 20;
    static final int BASES = 10;

    /** Characters of one line; the parser's cost grows with the square of a word's length. */
    static final int LINE = 16 << 10;

    /** Line breaks, commas, brackets and colons of one file: no value goes without one of them. */
    static final int MARKS = 150_000;

    /** Mappings and lists inside each other. */
    static final int DEPTH = 50;

    /** Characters of one value. */
    static final int SCALAR = 64 << 10;

    /** Characters of one key. */
    static final int KEY = 256;

    /** Characters of a text that has a form of its own, such as a name. */
    static final int FORMED = 2048;

    /** Values of one file, each counted as often as aliases repeat it. */
    static final int VALUES = 100_000;

    static final int PROBLEMS = 1000;

    /** Problems that come with a suggestion. */
    static final int EXPLAINED = 50;

    private ReadingLimits() {}
}
