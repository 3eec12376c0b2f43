package io.vmm4j.install;

import io.vmm4j.plan.FileContent;
import java.util.List;

/**
 * A file that an installer needs. {@link #shown()} is what people may see of it; {@link #toString()} has its name alone.
 *
 * @param name its name where it goes: {@code user-data}, {@code /install.conf}
 * @param delivery how it gets there
 * @param mode its permissions, as chmod(1) reads them in octal
 * @param content what is in it
 * @param secrets the parts of its text that nobody is to see: hashes and private keys
 */
public record GuestFile(String name, Delivery delivery, int mode, FileContent content, List<String> secrets) {

    private static final String MASK = "********";
    private static final int PRIVATE = 0600;
    private static final int READABLE = 0644;

    /** How a file gets to where it is needed. */
    public enum Delivery {
        /** Served to this guest alone, over HTTP on the host's address on the guest's network. */
        HTTP,
        /** A configuration of a program on the host, there only during the installation. */
        HOST,
        /** In the root of the seed's image, which the guest sees as a cdrom. */
        SEED,
        /** Sent over the serial console in checked blocks. */
        CONSOLE,
        /** Part of another of the files; here for people to read. */
        EMBEDDED;
    }

    public GuestFile {
        secrets = List.copyOf(secrets);
    }

    /** A text that everybody may see. */
    public static GuestFile open(String name, Delivery delivery, String text) {
        return new GuestFile(name, delivery, READABLE, FileContent.of(text), List.of());
    }

    /** A text with perhaps parts that nobody is to see; then it is readable by its owner alone. */
    public static GuestFile withSecrets(String name, Delivery delivery, String text, List<String> secrets) {
        return withSecrets(name, delivery, FileContent.of(text), secrets);
    }

    /** The same of any content, which is searched as if it were text. */
    static GuestFile withSecrets(String name, Delivery delivery, FileContent content, List<String> secrets) {
        String text = content.text();
        List<String> there = secrets.stream().filter(text::contains).toList();
        return new GuestFile(name, delivery, there.isEmpty() ? READABLE : PRIVATE, content, there);
    }

    /** Bytes that hold such parts perhaps, and are readable by their owner alone. */
    static GuestFile binary(String name, Delivery delivery, FileContent content, List<String> secrets) {
        return new GuestFile(name, delivery, PRIVATE, content, secrets);
    }

    /** The same with the addresses in their places; what is no text stays as it is. */
    GuestFile fill(HostAddresses addresses) {
        String text = content.text();
        return FileContent.of(text).equals(content)
                ? new GuestFile(name, delivery, mode, FileContent.of(addresses.fill(text)), secrets)
                : this;
    }

    /** Whether it has parts that nobody is to see. */
    public boolean secret() {
        return !secrets.isEmpty();
    }

    /** Its text with these parts masked. For a file that is no text, the number of its bytes. */
    public String shown() {
        String text = content.text();
        if (!FileContent.of(text).equals(content)) {
            return content.toString();
        }
        for (String hidden : secrets) {
            text = text.replace(hidden, MASK);
        }
        return text;
    }

    @Override
    public String toString() {
        return "GuestFile[" + name + ", " + delivery + (secret() ? ", secret" : "") + "]";
    }
}
