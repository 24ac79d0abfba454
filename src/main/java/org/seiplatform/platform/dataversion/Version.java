package org.seiplatform.platform.dataversion;

/**
 * Which state some data are in. Two that are equal are the same state.
 *
 * @param number rises with every change
 * @param stamp when the latest change was made, in microseconds since 1970: where the database was set back to an earlier state, it
 *     tells the new changes from the lost ones of the same number
 * @param cleared the number since which nothing older may be shown to anybody, whatever happens; 0 if nothing was cleared
 */
public record Version(long number, long stamp, long cleared) {

    /** Of data that have not been changed yet. */
    public static final Version NONE = new Version(0, 0, 0);

    /** Whether that is the same state of the data. */
    public boolean isSameAs(long otherNumber, long otherStamp) {
        return number == otherNumber && stamp == otherStamp;
    }
}
