package io.vmm4j.install;

import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.MacAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The httpd(8) that serves one guest's answers: its configuration, and where its files lie. It listens on the host's address
 * on the guest's network alone, and each client is shown only the directory that is named by its own address; so the files
 * lie in {@code DIRECTORY/GUEST-ADDRESS/}. Nothing is logged, but httpd(8) wants to open its log files all the same and
 * warns where {@code DIRECTORY/logs} is missing. httpd.conf(5).
 *
 * <p>The directory is 0750 root:www, its files 0640 root:www. An httpd(8) of the administrator's on {@code *} port 80 is not in the way:
 * httpd(8) sets SO_REUSEPORT, with which only a socket of the very same address takes the port, and the kernel gives a connection to the
 * socket with its own address first. A rule of pf(4) that blocks or redirects port 80 on the tap is: then the installer finds no
 * answers.
 */
public final class AnswerServer {

    /** The name of the configuration among the files. */
    public static final String CONFIGURATION = "httpd.conf";

    /** Where the directory's path belongs in the configuration. */
    public static final String DIRECTORY_PLACE = "@VMM4J-DIRECTORY@";

    /** What the installer asks for when it knows no other name. */
    private static final String ANSWERS = "install.conf";

    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._/-]+");

    private AnswerServer() {}

    /** The configuration with the places of {@link HostAddresses} and the directory still open. */
    public static String configuration() {
        return """
                chroot "%s"
                prefork 1
                default type text/plain

                server "vmm4j" {
                \tlisten on %s port 80
                \tno log
                \troot "/"
                \tlocation "*" {
                \t\trequest rewrite "/$REMOTE_ADDR$DOCUMENT_URI"
                \t}
                }
                """.formatted(DIRECTORY_PLACE, HostAddresses.HOST_PLACE);
    }

    /**
     * The configuration for this directory, with the places of {@link HostAddresses} still open.
     *
     * @throws InvalidValueException if the path holds what would have to be quoted there
     */
    public static String configurationIn(HostPath directory) {
        if (!PLAIN.matcher(directory.value()).matches()) {
            throw InvalidValueException.of(SetupError.FILE_PATH, "directory", directory.value());
        }
        return configuration().replace(DIRECTORY_PLACE, directory.value());
    }

    /**
     * The configuration for these addresses and this directory.
     *
     * @throws InvalidValueException if the path holds what would have to be quoted there
     */
    public static String configuration(HostAddresses addresses, HostPath directory) {
        return addresses.fill(configurationIn(directory));
    }

    /** The name by which the installer looks for its answers: by the Ethernet address if that is known, else for all. */
    public static String answersFor(Optional<MacAddress> lladdr) {
        return lladdr.map(address -> address.value() + "-" + ANSWERS).orElse(ANSWERS);
    }
}
