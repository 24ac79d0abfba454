package org.seiplatform.ingest.git;

import java.util.Arrays;

/**
 * Leaves out of a comparison the lines that git leaves out: a line that is frequent in the other text, such as a closing brace,
 * says little where it stands among lines that the other text lacks, so git counts it as changed with them rather than match it
 * with a stranger. That makes git's counts a little larger than those of a shortest diff.
 */
final class FrequentLines {

    /** However long a text is, a line that it has this often is frequent. */
    private static final int ALWAYS_FREQUENT = 1024;

    /** How far around a line its neighbours are looked at. */
    private static final int NEIGHBOURHOOD = 100;

    /** Frequent lines must be fewer than one in this many of their neighbourhood to be left out. */
    private static final int RARE_AMONG_LACKING = 4;

    private final int[] old;
    private final int[] current;
    private final int[] oldCounts;
    private final int[] currentCounts;

    /** @param numbers how many different lines there are in the two texts */
    FrequentLines(int numbers, int[] old, int[] current) {
        this.old = old;
        this.current = current;
        this.oldCounts = counts(numbers, old);
        this.currentCounts = counts(numbers, current);
    }

    private static int[] counts(int numbers, int[] lines) {
        int[] counts = new int[numbers];
        for (int line : lines) {
            counts[line]++;
        }
        return counts;
    }

    /** The lines of the old text from one to before another that are to be compared. */
    int[] comparedOld(int from, int to) {
        return compared(old, from, to, currentCounts);
    }

    /** The lines of the current text from one to before another that are to be compared. */
    int[] comparedCurrent(int from, int to) {
        return compared(current, from, to, oldCounts);
    }

    private static int[] compared(int[] lines, int from, int to, int[] countsInOther) {
        int frequent = Math.min(roughRoot(lines.length), ALWAYS_FREQUENT);
        int[] kept = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            int inOther = countsInOther[lines[i]];
            if (inOther == 0
                    || (inOther >= frequent && standsAmongLacking(lines, i, from, to, countsInOther, frequent))) {
                continue;
            }
            kept[count++] = lines[i];
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean standsAmongLacking(
            int[] lines, int line, int from, int to, int[] countsInOther, int frequent) {
        int lackingBefore = 0;
        int frequentAround = 2;
        for (int i = line - 1; i >= Math.max(from, line - NEIGHBOURHOOD); i--) {
            int inOther = countsInOther[lines[i]];
            if (inOther == 0) {
                lackingBefore++;
            } else if (inOther >= frequent) {
                frequentAround++;
            } else {
                break;
            }
        }
        if (lackingBefore == 0) {
            return false;
        }
        int lackingAfter = 0;
        for (int i = line + 1; i < Math.min(to, line + NEIGHBOURHOOD + 1); i++) {
            int inOther = countsInOther[lines[i]];
            if (inOther == 0) {
                lackingAfter++;
            } else if (inOther >= frequent) {
                frequentAround++;
            } else {
                break;
            }
        }
        return lackingAfter > 0 && frequentAround * RARE_AMONG_LACKING < frequentAround + lackingBefore + lackingAfter;
    }

    /** A power of two that is about the square root. */
    private static int roughRoot(int number) {
        return 1 << (33 - Integer.numberOfLeadingZeros(number)) / 2;
    }
}
