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
    private final int unchanged;

    /**
     * @param old the lines of the old text between the lines at its start and end that have not changed
     * @param current those of the current text
     * @param first the lines at the start
     * @param last the lines at the end
     * @param numbers how many different lines there are
     */
    FrequentLines(int[] old, int[] current, int[] first, int[] last, int numbers) {
        this.old = old;
        this.current = current;
        this.oldCounts = counts(numbers, old, first, last);
        this.currentCounts = counts(numbers, current, first, last);
        this.unchanged = first.length + last.length;
    }

    private static int[] counts(int numbers, int[]... parts) {
        int[] counts = new int[numbers];
        for (int[] part : parts) {
            for (int line : part) {
                counts[line]++;
            }
        }
        return counts;
    }

    /** The lines of the old text that are to be compared. */
    int[] comparedOld() {
        return compared(old, currentCounts);
    }

    /** The lines of the current text that are to be compared. */
    int[] comparedCurrent() {
        return compared(current, oldCounts);
    }

    private int[] compared(int[] lines, int[] countsInOther) {
        int frequent = Math.min(roughRoot(lines.length + unchanged), ALWAYS_FREQUENT);
        int[] kept = new int[lines.length];
        int count = 0;
        for (int i = 0; i < lines.length; i++) {
            int inOther = countsInOther[lines[i]];
            if (inOther == 0 || (inOther >= frequent && standsAmongLacking(lines, i, countsInOther, frequent))) {
                continue;
            }
            kept[count++] = lines[i];
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean standsAmongLacking(int[] lines, int line, int[] countsInOther, int frequent) {
        int lackingBefore = 0;
        int frequentAround = 2;
        for (int i = line - 1; i >= Math.max(0, line - NEIGHBOURHOOD); i--) {
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
        for (int i = line + 1; i < Math.min(lines.length, line + NEIGHBOURHOOD + 1); i++) {
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
