package io.vmm4j.testkit.internal.httpd;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.http.HttpQuery;
import io.vmm4j.testkit.internal.http.HttpReply;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Location;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Rules;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Server;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.List;
import java.util.regex.Pattern;

/** Answers requests with files, which user www must be able to read. */
final class FileServer {

    private static final String INDEX = "index.html";

    private final Machine machine;
    private final HttpdConf conf;
    private final Account www;

    FileServer(Machine machine, HttpdConf conf, Account www) {
        this.machine = machine;
        this.conf = conf;
        this.www = www;
    }

    /** Answers what came to one of these servers: the one with that name, or the first. */
    HttpReply answer(List<Server> candidates, HttpQuery query) {
        Server server = candidates.stream()
                .filter(each -> each.name().stream().anyMatch(name -> glob(name, query.host())))
                .findFirst()
                .orElse(candidates.get(0));
        String path = decode(query.path());
        Rules rules = server.rules();
        for (Location location : server.locations()) {
            if (glob(location.path(), path)) {
                rules = location.rules().over(rules);
                break;
            }
        }
        int status = rules.block().orElse(0);
        if (status != 0) {
            return HttpReply.of(Math.max(0, status), reason(status));
        }
        if (rules.rewrite().isPresent()) {
            path = decode(Pattern.compile("\\?.*", Pattern.DOTALL)
                    .matcher(expand(rules.rewrite().get(), query, server))
                    .replaceFirst(""));
        }
        return file(canonical(path), rules);
    }

    private static boolean glob(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return text.matches(regex.toString());
    }

    private static String expand(String template, HttpQuery query, Server server) {
        int mark = query.target().indexOf('?');
        return template.replace("$DOCUMENT_URI", query.path())
                .replace("$QUERY_STRING", mark < 0 ? "" : query.target().substring(mark + 1))
                .replace("$REMOTE_ADDR", query.remote())
                .replace("$REQUEST_URI", query.target())
                .replace("$HTTP_HOST", query.host())
                .replace("$SERVER_ADDR", query.local())
                .replace("$SERVER_PORT", String.valueOf(query.port()))
                .replace("$SERVER_NAME", server.name().get(0));
    }

    private static String decode(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            boolean escaped = path.charAt(i) == '%'
                    && i + 2 < path.length()
                    && path.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}");
            if (escaped) {
                text.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                text.append(path.charAt(i));
            }
        }
        return text.toString();
    }

    /** Without {@code .} and {@code ..}, so that nothing outside is reached. */
    private static String canonical(String path) {
        StringBuilder out = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            } else if (!part.isEmpty() && !part.equals(".")) {
                out.append('/').append(part);
            }
        }
        return out.length() == 0 || path.endsWith("/") ? out + "/" : out.toString();
    }

    private HttpReply file(String path, Rules rules) {
        String stripped = path;
        for (int i = 0; i < rules.strip().orElse(0); i++) {
            stripped = stripped.replaceFirst("^/[^/]*", "");
        }
        Files files = machine.fileTree().as(www);
        String full = inside(rules.root().orElse("/htdocs")) + (stripped.isEmpty() ? "/" : stripped);
        try {
            Stat stat = files.stat(full);
            if (!stat.isDirectory()) {
                return HttpReply.ok(FileText.readBytes(files, full));
            }
            if (!path.endsWith("/")) {
                return HttpReply.of(301, "Moved Permanently");
            }
            String index = rules.index().orElse(INDEX);
            if (!index.isEmpty() && files.exists(full + index)) {
                return HttpReply.ok(FileText.readBytes(files, full + index));
            }
            return rules.autoIndex().orElse(false)
                    ? HttpReply.ok(listing(files.list(full)).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                    : HttpReply.of(403, reason(403));
        } catch (SystemError e) {
            return failure(e.errno());
        }
    }

    private String inside(String root) {
        String chroot = conf.chroot().equals("/") ? "" : conf.chroot();
        return chroot + (root.startsWith("/") ? root : "/" + root);
    }

    private static HttpReply failure(Errno errno) {
        return switch (errno) {
            case ENOENT, ENOTDIR -> HttpReply.of(404, reason(404));
            case EACCES -> HttpReply.of(403, reason(403));
            default -> HttpReply.of(500, reason(500));
        };
    }

    private static String listing(List<String> names) {
        StringBuilder text = new StringBuilder("<!DOCTYPE html>\n<pre>\n");
        names.forEach(name -> text.append("<a href=\"" + name + "\">" + name + "</a>\n"));
        return text.append("</pre>\n").toString();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 500 -> "Internal Server Error";
            default -> "Status";
        };
    }
}
