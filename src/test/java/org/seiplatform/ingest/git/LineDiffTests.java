package org.seiplatform.ingest.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.ingest.git.LineDiff.LineCount;

class LineDiffTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''      | ''        | 0 | 0",
                "''      | a;b;     | 2 | 0",
                "a;b;    | ''       | 0 | 2",
                "a;b;    | a;b;     | 0 | 0",
                "a;b     | a;b;     | 1 | 1",
                "a;b;c;  | a;x;c;   | 1 | 1",
                "a;b;c;  | a;c;     | 0 | 1",
                "a;c;    | a;b;c;   | 1 | 0",
                "a;a;    | a;a;a;   | 1 | 0",
                "ab;     | b;       | 1 | 1",
                "a;b;c;  | c;a;b;   | 1 | 1",
                "1;2;3;4;5; | 2;x;3;5;y; | 2 | 2"
            })
    void countsLinesOfAShortestDiff(String before, String after, int added, int deleted) throws InterruptedException {
        assertThat(LineDiff.count(text(before), text(after))).isEqualTo(new LineCount(added, deleted));
    }

    @Test
    void findsTheSameAsGitInTextsOfFewAndFrequentLines() throws InterruptedException {
        GitProgram git = new GitProgram(directory);
        Random random = new Random(20260301);
        int pairs = 60;
        for (int i = 0; i < pairs; i++) {
            String before = text(random, 5 + random.nextInt(400), 2 + random.nextInt(300));
            git.write("before/" + i, before);
            git.write("after/" + i, edited(random, before));
        }

        for (int i = 0; i < pairs; i++) {
            List<String> numstat = git.output("diff", "--no-index", "--numstat", "before/" + i, "after/" + i);
            LineCount count = LineDiff.count(
                    git.read("before/" + i).getBytes(UTF_8),
                    git.read("after/" + i).getBytes(UTF_8));
            assertThat(count.added() + "\t" + count.deleted())
                    .as("pair " + i)
                    .isEqualTo(numstat.isEmpty() ? "0\t0" : numstat.getFirst().replaceAll("^(\\d+\t\\d+).*", "$1"));
        }
    }

    private static byte[] text(String lines) {
        return lines.replace(';', '\n').getBytes(UTF_8);
    }

    /** Half of the lines are closing braces and the like. */
    private static String text(Random random, int length, int different) {
        return IntStream.range(0, length)
                .mapToObj(i -> line(random, different))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Random random, int different) {
        return random.nextBoolean() ? "}".repeat(random.nextInt(3)) : "line " + random.nextInt(different);
    }

    private static String edited(Random random, String text) {
        double change = random.nextDouble() * 0.6;
        return text.lines()
                .filter(line -> random.nextDouble() > change / 3)
                .map(line -> random.nextDouble() < change ? "changed " + random.nextInt(50) : line)
                .map(line -> random.nextDouble() < change / 3 ? line + "\n" + line(random, 50) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
