package io.kinexus.operator.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The limits of size and form, on the sources themselves, by the JDK's own parser. */
class SourceLimitsTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int MAIN_LINES = 300;
    private static final int TEST_LINES = 500;
    private static final int METHOD_LINES = 40;
    private static final int NESTING = 3;
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|Thread\\.sleep");
    private static final Pattern STREAMS = Pattern.compile("System\\.(out|err)|printStackTrace");
    private static final Pattern BAD_NAME = Pattern.compile("(Manager|Helper|Utils?|Impl|Base)\\.java$");

    @Test
    void filesAndMethodsStaySmall() throws IOException {
        List<String> found = new ArrayList<>(longFiles(MAIN, MAIN_LINES));
        found.addAll(longFiles(TEST, TEST_LINES));
        found.addAll(beyondLimits(MAIN));
        assertThat(found).isEmpty();
    }

    @Test
    void everyMainPackageSaysWhatItIsFor() throws IOException {
        Set<Path> folders = files(MAIN).stream().map(Path::getParent).collect(Collectors.toSet());
        assertThat(folders).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info)).startsWith("/**").contains("@NullMarked");
        });
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(lines(MAIN, LEFT_OVER, path -> !path.contains("/operator/app/")))
                .isEmpty();
        assertThat(lines(TEST, LEFT_OVER, path -> !path.endsWith("SourceLimitsTest.java")))
                .isEmpty();
    }

    @Test
    void onlyTheCommandLineWritesToTheProcessesStreams() throws IOException {
        assertThat(lines(MAIN, STREAMS, path -> !path.contains("/operator/cli/") && !path.contains("/operator/app/")))
                .isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() throws IOException {
        assertThat(files(MAIN).stream().map(Path::toString).filter(name -> BAD_NAME.matcher(name)
                        .find()))
                .isEmpty();
    }

    private static List<String> longFiles(Path root, int most) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(root)) {
            int lines = Files.readAllLines(file).size();
            if (lines > most) {
                found.add(file + " has " + lines + " lines, at most " + most);
            }
        }
        return found;
    }

    private static List<String> lines(Path root, Pattern pattern, Predicate<String> which) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(root)) {
            String name = file.toString().replace('\\', '/');
            if (which.test(name)) {
                Files.readAllLines(file).stream()
                        .filter(line -> pattern.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip()));
            }
        }
        return found;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> beyondLimits(Path root) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        JavacTask task = (JavacTask) compiler.getTask(
                null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(files(root)));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<String> found = new ArrayList<>();
        task.parse().forEach(unit -> new Limits(unit, positions, found).scan(unit, 0));
        return found;
    }

    /** Walks one file; the number that it carries is how deep the code is nested there. */
    private static final class Limits extends TreeScanner<Void, Integer> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Limits(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
            long open = unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                    .count();
            if (open > 1) {
                found.add(at(unit) + " has " + open + " public types");
            }
        }

        @Override
        public Void visitMethod(MethodTree method, Integer depth) {
            long lines =
                    line(positions.getEndPosition(unit, method)) - line(positions.getStartPosition(unit, method)) + 1;
            if (lines > METHOD_LINES) {
                found.add(at(method) + " " + method.getName() + " has " + lines + " lines, at most " + METHOD_LINES);
            }
            return super.visitMethod(method, 0);
        }

        @Override
        public Void visitIf(IfTree tree, Integer depth) {
            int inside = deeper(tree, depth);
            scan(tree.getCondition(), depth);
            scan(tree.getThenStatement(), inside);
            boolean chain = tree.getElseStatement() instanceof IfTree;
            return scan(tree.getElseStatement(), chain ? depth : inside);
        }

        @Override
        public Void visitForLoop(ForLoopTree tree, Integer depth) {
            return super.visitForLoop(tree, deeper(tree, depth));
        }

        @Override
        public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Integer depth) {
            return super.visitEnhancedForLoop(tree, deeper(tree, depth));
        }

        @Override
        public Void visitWhileLoop(WhileLoopTree tree, Integer depth) {
            return super.visitWhileLoop(tree, deeper(tree, depth));
        }

        @Override
        public Void visitDoWhileLoop(DoWhileLoopTree tree, Integer depth) {
            return super.visitDoWhileLoop(tree, deeper(tree, depth));
        }

        @Override
        public Void visitSwitch(SwitchTree tree, Integer depth) {
            return super.visitSwitch(tree, deeper(tree, depth));
        }

        @Override
        public Void visitTry(TryTree tree, Integer depth) {
            return super.visitTry(tree, deeper(tree, depth));
        }

        private int deeper(Tree tree, int depth) {
            if (depth == NESTING) {
                found.add(at(tree) + " is nested deeper than " + NESTING);
            }
            return depth + 1;
        }

        private String at(Tree tree) {
            return unit.getSourceFile().getName() + ":" + line(positions.getStartPosition(unit, tree));
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(Math.max(0, position));
        }
    }
}
