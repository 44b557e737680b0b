package io.kinexus.operator.desired;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Folders and files below one root, wherever they are kept: on disk, or in a commit. Says what is there and follows nothing;
 * what of it is read, and how much, is the same for all.
 */
public interface Tree {
    /** A larger file is refused by its size alone. */
    int FILE_BYTES = ReadingLimits.FILE_BYTES;

    /** Why a symbolic link is refused. */
    String LINK = "a symbolic link; must be a file of its own";

    /** Why anything else is refused. */
    String OTHER = "neither a file nor a folder; must be a plain file";

    /** What people call the root; it stands before the names of files. */
    String name();

    /** The commit that all of it is of; empty where it is of none. */
    Optional<String> revision();

    /**
     * What is directly in a folder of the root, or in the root itself.
     *
     * @param folder one name, or nothing for the root
     * @throws IOException when it is not there or cannot be read, which is never the same as being empty
     */
    List<Entry> entries(String folder) throws IOException;

    /** What has a name in the root; empty when nothing has. */
    Optional<Entry> find(String name) throws IOException;

    /** Reads a file whole. */
    @FunctionalInterface
    interface Content {
        /** @throws IOException when it cannot be read, or is not what it was when it was listed */
        byte[] read() throws IOException;
    }

    /**
     * One file, folder or other thing.
     *
     * @param refusal empty for a plain file or a folder, else what it is and what it must be instead
     * @param size in bytes, known without reading it
     */
    record Entry(String name, boolean folder, Optional<String> refusal, long size, Content content) {
        static final Content NOTHING = () -> {
            throw new IOException("not a file");
        };

        public static Entry file(String name, long size, Content content) {
            return new Entry(name, false, Optional.empty(), size, content);
        }

        public static Entry folder(String name) {
            return new Entry(name, true, Optional.empty(), 0, NOTHING);
        }

        public static Entry refused(String name, String refusal) {
            return new Entry(name, false, Optional.of(refusal), 0, NOTHING);
        }
    }
}
