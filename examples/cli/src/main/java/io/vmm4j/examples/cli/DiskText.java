package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.DiskImage;
import io.vmm4j.disk.DiskUser;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Disk images and who needs them, in words. */
final class DiskText {

    /** A copy takes as long as it takes; this is what the SDK allows. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String[] UNITS = {"", "K", "M", "G", "T"};

    private DiskText() {}

    /** Makes an image, and tells which. */
    static HostCommand.Outcome made(Progress progress, String how, Supplier<DiskImage> work) {
        DiskImage image = progress.during(LONGEST, work);
        ObjectNode json = Json.object().put("image", image.toString()).put("done", how);
        return new Said(json, image + " is " + how);
    }

    /** A size as people write it: {@code 20G}, {@code 1.5M}. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String number =
                value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
        return number + UNITS[unit];
    }

    static String users(List<DiskUser> users) {
        return users.isEmpty() ? "-" : users.stream().map(DiskUser::toString).collect(Collectors.joining("; "));
    }

    static void users(ArrayNode json, List<DiskUser> users) {
        users.forEach(
                user -> json.addObject().put("kind", Json.lower(user.kind())).put("name", user.name()));
    }
}
