package org.seiplatform.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.platform.startup.StartFailureException;

/**
 * The user under which PostgreSQL runs. It refuses to be root; so where the service is root, as it is in many containers,
 * PostgreSQL becomes nobody.
 *
 * @param prefix the words before a command that make it run under the account
 * @param userId the owner that the account needs its data to have
 */
record ServerAccount(List<String> prefix, int userId) {

    private static final int NOBODY = 65534;

    /** Keeps the files of root as they are: who is root outside of the user namespace is nobody in it. */
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");

    /**
     * For where user namespaces are forbidden, as in a container. The capability lets nobody pass the directories of root,
     * and the bit lets it count when a program asks beforehand whether it may.
     */
    private static final List<String> CHANGE_OF_USER = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--securebits=+no_setuid_fixup");

    /**
     * The account for a service that runs under this process's user.
     *
     * @throws StartFailureException if this user is root and cannot become nobody
     */
    static ServerAccount current() throws IOException {
        int userId =
                Integer.parseInt(Command.run(Path.of("/"), List.of("id", "-u")).output());
        if (userId != 0) {
            return new ServerAccount(List.of(), userId);
        }
        if (Command.succeeds(words(USER_NAMESPACE, List.of("true")))) {
            return new ServerAccount(USER_NAMESPACE, userId);
        }
        if (Command.succeeds(words(CHANGE_OF_USER, List.of("true")))) {
            return new ServerAccount(CHANGE_OF_USER, NOBODY);
        }
        throw new StartFailureException(
                "PostgreSQL does not run as root, and root can become nobody here neither by unshare nor by setpriv.",
                "Start the service as another user.");
    }

    /** The user of this process. */
    static int ownUserId() throws IOException {
        return Integer.parseInt(Command.run(Path.of("/"), List.of("id", "-u")).output());
    }

    /** Runs a command to its end under the account. */
    Command run(Path directory, List<String> command) throws IOException {
        return Command.run(directory, words(prefix, command));
    }

    /** Gives files to the account that an earlier run under another one has left. */
    void own(Path files) throws IOException {
        if (!owns(files)) {
            try (Stream<Path> paths = Files.walk(files)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    Files.setAttribute(path, "unix:uid", userId, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private boolean owns(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid").equals(userId);
    }

    private static List<String> words(List<String> prefix, List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
