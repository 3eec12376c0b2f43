package io.vmm4j.testkit.internal.vmd.image;

/** An image that cannot be used. */
public final class ImageError extends Exception {

    private static final long serialVersionUID = 1L;

    private final Severity severity;

    private ImageError(Severity severity, String message) {
        super(message, null, false, false);
        this.severity = severity;
    }

    /** What the program that met it does. */
    public enum Severity {
        /** It says so and gives up what it was doing. */
        WARNING,
        /** It ends at once. */
        FATAL
    }

    /** The program says this and gives up what it was doing. */
    public static ImageError warning(String message) {
        return new ImageError(Severity.WARNING, message);
    }

    /** The program says this and ends. */
    public static ImageError fatal(String message) {
        return new ImageError(Severity.FATAL, message);
    }

    /** What the program does. */
    public Severity severity() {
        return severity;
    }

    /** What it says. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
