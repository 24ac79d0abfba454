package org.seiplatform.ingest.git;

import java.util.Arrays;

/**
 * Counts the lines that separate two texts: those outside of a longest common subsequence of lines, as a shortest diff shows
 * them. What git passes over is passed over first, see {@link FrequentLines}, so that the counts are those of
 * {@code git diff --numstat}.
 *
 * <p>Nobody asks which lines they are, so the subsequence itself is never made: its length comes from the bit-parallel
 * algorithm of Crochemore, Iliopoulos, Pinzon and Reid (2001), which takes time in the product of the lengths over 64 whatever
 * the texts look like, and memory in their sum.
 */
final class LineDiff {

    /** What texts differ by that are the same, or no texts. */
    static final LineCount NONE = new LineCount(0, 0);

    private LineDiff() {}

    /** How many lines were added and deleted. */
    record LineCount(int added, int deleted) {}

    /**
     * Compares two texts. Lines end with a line feed, which belongs to them: a last line that lacks it is another.
     *
     * @throws InterruptedException if the thread was interrupted, which texts without mercy make worth a question
     */
    static LineCount count(byte[] before, byte[] after) throws InterruptedException {
        int start = commonStart(before, after);
        int end = commonEnd(before, after, start);
        int endBefore = before.length - end;
        int endAfter = after.length - end;
        LineTable table = new LineTable();
        int[] old = table.lines(before, start, endBefore);
        int oldSize = table.size();
        int[] current = table.lines(after, start, endAfter);
        if (old.length == 0 || Arrays.stream(current).noneMatch(line -> line < oldSize)) {
            return new LineCount(current.length, old.length);
        }
        FrequentLines frequent = new FrequentLines(
                old,
                current,
                table.lines(before, 0, start),
                table.lines(before, endBefore, before.length),
                table.size());
        int common = commonLength(frequent.comparedOld(), frequent.comparedCurrent(), table.size());
        return new LineCount(current.length - common, old.length - common);
    }

    /** How many bytes the first lines have that are the same in both. */
    private static int commonStart(byte[] one, byte[] other) {
        int start = Arrays.mismatch(one, other);
        if (start < 0) {
            return one.length;
        }
        while (start > 0 && one[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** How many bytes the last lines have that are the same in both, those at the start left out. */
    private static int commonEnd(byte[] one, byte[] other, int start) {
        int longest = Math.min(one.length, other.length) - start;
        int end = 0;
        while (end < longest && one[one.length - 1 - end] == other[other.length - 1 - end]) {
            end++;
        }
        while (end > 0 && !(beginsLine(one, one.length - end, start) && beginsLine(other, other.length - end, start))) {
            end--;
        }
        return end;
    }

    private static boolean beginsLine(byte[] text, int at, int start) {
        return at == start || text[at - 1] == '\n';
    }

    /** The length of a longest common subsequence. */
    private static int commonLength(int[] one, int[] other, int numbers) throws InterruptedException {
        // Where each number stands in one: those of a number are chained, from the last to the first.
        int[] last = new int[numbers];
        int[] previous = new int[one.length];
        for (int i = 0; i < one.length; i++) {
            previous[i] = last[one[i]];
            last[one[i]] = i + 1;
        }
        // A bit that is not set stands for a step of the subsequence. Those past the end match nothing and stay set.
        long[] row = new long[(one.length + 63) / 64];
        Arrays.fill(row, -1L);
        long[] matches = new long[row.length];
        for (int number : other) {
            if (last[number] == 0) {
                continue;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (int i = last[number]; i != 0; i = previous[i - 1]) {
                matches[(i - 1) >> 6] |= 1L << (i - 1);
            }
            step(row, matches);
            for (int i = last[number]; i != 0; i = previous[i - 1]) {
                matches[(i - 1) >> 6] = 0;
            }
        }
        int unset = 0;
        for (long word : row) {
            unset += Long.bitCount(~word);
        }
        return unset;
    }

    /** row = (row + (row & matches)) | (row & ~matches), with a carry from word to word. */
    private static void step(long[] row, long[] matches) {
        long carry = 0;
        for (int word = 0; word < row.length; word++) {
            long bits = row[word];
            long matching = bits & matches[word];
            long partial = bits + matching;
            long sum = partial + carry;
            carry = Long.compareUnsigned(partial, bits) < 0 || Long.compareUnsigned(sum, partial) < 0 ? 1 : 0;
            row[word] = sum | (bits & ~matches[word]);
        }
    }
}
