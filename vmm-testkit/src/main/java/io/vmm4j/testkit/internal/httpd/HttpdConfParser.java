package io.vmm4j.testkit.internal.httpd;

import io.vmm4j.testkit.internal.httpd.HttpdConf.Listen;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Location;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Server;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.yacc.ConfReader;
import io.vmm4j.testkit.internal.yacc.Lexer;
import io.vmm4j.testkit.internal.yacc.Macros;
import io.vmm4j.testkit.internal.yacc.SourceFile;
import io.vmm4j.testkit.internal.yacc.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads httpd.conf(5): servers, listen, root, directory, location, request, block, pass, log, connection, tcp, types, macros. Options
 * that need what is not simulated (fastcgi, tls, hsts, authenticate, match) are read by name and refused with {@code simulator limitation}.
 * Included files are not read.
 */
final class HttpdConfParser {

    private static final Set<String> KEYWORDS = Set.of(
            "access",
            "alias",
            "authenticate",
            "auto",
            "backlog",
            "banner",
            "block",
            "body",
            "buffer",
            "ca",
            "certificate",
            "chroot",
            "ciphers",
            "client",
            "combined",
            "common",
            "connection",
            "crl",
            "default",
            "dhe",
            "directory",
            "drop",
            "ecdhe",
            "errdocs",
            "error",
            "fastcgi",
            "found",
            "forwarded",
            "gzip-static",
            "hsts",
            "include",
            "index",
            "ip",
            "key",
            "listen",
            "location",
            "log",
            "logdir",
            "match",
            "max",
            "max-age",
            "no",
            "nodelay",
            "not",
            "ocsp",
            "on",
            "optional",
            "param",
            "pass",
            "path",
            "port",
            "prefork",
            "preload",
            "protocols",
            "realm",
            "request",
            "requests",
            "return",
            "rewrite",
            "root",
            "sack",
            "server",
            "socket",
            "strip",
            "style",
            "subdomains",
            "syslog",
            "tcp",
            "ticket",
            "timeout",
            "tls",
            "type",
            "types",
            "with");
    private static final Set<String> NOT_SIMULATED =
            Set.of("fastcgi", "tls", "hsts", "authenticate", "gzip-static", "errdocs");
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "www", 80, "https", 443);
    private static final int PASS = 0;

    private final Macros macros = new Macros();
    private final ConfReader reader;
    private final Lexer lexer;
    private final List<Server> servers = new ArrayList<>();
    private String chroot = "/var/www";
    private Token token = Token.END;

    private HttpdConfParser(String name, String text, Consumer<String> messages) {
        reader = new ConfReader(new SourceFile(name, text, 1), messages);
        lexer = new Lexer(reader, macros, new Lexer.Syntax(KEYWORDS, "/_*", "(){}<>!=#,;", Set.of()));
    }

    /** A statement that is not understood; what is wrong has been said. */
    private static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;

        Wrong() {
            super("", null, false, false);
        }
    }

    /** Reads a file; empty if there was something to complain about. */
    static Optional<HttpdConf> parse(String name, String text, Consumer<String> messages) {
        HttpdConfParser parser = new HttpdConfParser(name, text, messages);
        parser.read();
        return parser.reader.hasErrors() ? Optional.empty() : Optional.of(new HttpdConf(parser.chroot, parser.servers));
    }

    private void read() {
        advance();
        while (token.kind() != Token.Kind.END) {
            try {
                if (!isNewline()) {
                    statement();
                }
                newline();
            } catch (Wrong e) {
                return;
            }
        }
    }

    private void advance() {
        token = lexer.next();
    }

    private boolean isNewline() {
        return token.isCharacter('\n');
    }

    private Wrong wrong() {
        return wrong("syntax error");
    }

    private Wrong wrong(String message) {
        reader.report(message);
        return new Wrong();
    }

    private void newline() throws Wrong {
        if (!isNewline()) {
            throw wrong();
        }
        advance();
    }

    private void newlines() {
        while (isNewline()) {
            advance();
        }
    }

    private boolean take(String keyword) {
        boolean is = token.isKeyword(keyword);
        if (is) {
            advance();
        }
        return is;
    }

    private void need(String keyword) throws Wrong {
        if (!take(keyword)) {
            throw wrong();
        }
    }

    private void need(char c) throws Wrong {
        if (!token.isCharacter(c)) {
            throw wrong();
        }
        advance();
    }

    private String string() throws Wrong {
        if (!token.isString()) {
            throw wrong();
        }
        String text = token.text();
        advance();
        return text;
    }

    private long number() throws Wrong {
        if (token.kind() != Token.Kind.NUMBER) {
            throw wrong();
        }
        long number = token.number();
        advance();
        return number;
    }

    private void statement() throws Wrong {
        if (take("server")) {
            server();
        } else if (take("chroot")) {
            chroot = string();
        } else if (take("prefork")) {
            long count = number();
            if (count <= 0 || count > 64) {
                throw wrong("invalid number of preforked servers: " + count);
            }
        } else if (take("logdir")) {
            string();
        } else if (take("default")) {
            need("type");
            mediaType();
        } else if (take("types")) {
            need('{');
            skipBlock();
        } else if (token.isString()) {
            String name = string();
            need('=');
            macros.defineInFile(name, string());
        } else if (token.isKeyword("errdocs")) {
            throw wrong("simulator limitation: errdocs");
        } else {
            throw wrong();
        }
    }

    private void mediaType() throws Wrong {
        string();
        if (token.isCharacter('/')) {
            advance();
            string();
        }
    }

    private void skipBlock() throws Wrong {
        while (!token.isCharacter('}')) {
            if (token.kind() == Token.Kind.END) {
                throw wrong();
            }
            advance();
        }
        advance();
    }

    private void server() throws Wrong {
        List<String> names = new ArrayList<>(List.of(string()));
        List<Listen> listening = new ArrayList<>();
        List<Location> locations = new ArrayList<>();
        RulesDraft rules = new RulesDraft();
        need('{');
        newlines();
        while (!token.isCharacter('}')) {
            if (take("listen")) {
                listening.addAll(listen());
            } else if (take("alias")) {
                names.add(string());
            } else if (take("location")) {
                locations.add(location(listening));
            } else {
                option(rules);
            }
            endOfOption();
        }
        advance();
        if (listening.isEmpty()) {
            throw wrong("listen address not specified");
        }
        boolean twice = servers.stream()
                .anyMatch(each -> each.name().equals(names) && each.listening().equals(listening));
        if (twice) {
            throw wrong("server \"" + names.get(0) + "\" defined twice");
        }
        servers.add(new Server(List.copyOf(names), List.copyOf(listening), rules.build(), List.copyOf(locations)));
    }

    /** Options stand on lines of their own, but the last may stand before the brace. */
    private void endOfOption() throws Wrong {
        if (!token.isCharacter('}')) {
            newline();
            newlines();
        }
    }

    private List<Listen> listen() throws Wrong {
        need("on");
        String address = token.isCharacter('*') ? "*" : "";
        if (address.isEmpty()) {
            address = string();
        } else {
            advance();
        }
        boolean tls = take("tls");
        need("port");
        long port = token.isString() ? PORTS.getOrDefault(string(), 0) : number();
        if (port <= 0 || port > 65535) {
            throw wrong("invalid port: " + port);
        }
        if (tls) {
            throw wrong("simulator limitation: tls");
        }
        if (address.equals("*")) {
            return List.of(new Listen("0.0.0.0", (int) port, false));
        }
        if (address.equals("::") || address.equals("::1")) {
            return List.of(new Listen(address, (int) port, false));
        }
        if (Inet4.parse(address).isEmpty() && !address.matches("[a-z]+[0-9]+|egress|lo0")) {
            throw wrong("invalid listen ip: " + address);
        }
        return List.of(new Listen(address, (int) port, false));
    }

    private Location location(List<Listen> listening) throws Wrong {
        if (listening.isEmpty()) {
            throw wrong("listen address not specified");
        }
        if (token.isKeyword("match") || token.isKeyword("found") || token.isKeyword("not")) {
            throw wrong("simulator limitation: location " + token.text());
        }
        String path = string();
        RulesDraft rules = new RulesDraft();
        need('{');
        newlines();
        while (!token.isCharacter('}')) {
            if (token.isKeyword("location")) {
                throw wrong("location " + path + " inside location");
            }
            if (token.isKeyword("listen")) {
                throw wrong("listen inside location");
            }
            option(rules);
            endOfOption();
        }
        advance();
        return new Location(path, rules.build());
    }

    private void option(RulesDraft rules) throws Wrong {
        if (take("root")) {
            rules.root = Optional.of(string());
        } else if (take("request")) {
            group(() -> request(rules));
        } else if (take("directory")) {
            group(() -> directory(rules));
        } else if (take("block")) {
            block(rules);
        } else if (take("pass")) {
            rules.block = Optional.of(PASS);
        } else if (take("log")) {
            group(this::log);
        } else if (take("connection")) {
            group(this::connection);
        } else if (take("tcp")) {
            group(this::tcp);
        } else if (take("default")) {
            need("type");
            mediaType();
        } else if (take("no")) {
            if (!take("log") && !take("banner")) {
                throw wrong();
            }
        } else if (token.kind() == Token.Kind.KEYWORD && NOT_SIMULATED.contains(token.text())) {
            throw wrong("simulator limitation: " + token.text());
        } else {
            throw wrong();
        }
    }

    /** One of the things that may stand in braces. */
    @FunctionalInterface
    private interface Part {
        void read() throws Wrong;
    }

    private void group(Part part) throws Wrong {
        if (!token.isCharacter('{')) {
            part.read();
            return;
        }
        advance();
        newlines();
        do {
            part.read();
            while (token.isCharacter(',') || isNewline()) {
                advance();
            }
        } while (!token.isCharacter('}'));
        advance();
    }

    private void request(RulesDraft rules) throws Wrong {
        if (take("rewrite")) {
            rules.rewrite = Optional.of(string());
        } else if (take("no")) {
            need("rewrite");
        } else {
            need("strip");
            long count = number();
            if (count < 0) {
                throw wrong("invalid strip number: " + count);
            }
            rules.strip = Optional.of((int) count);
        }
    }

    private void directory(RulesDraft rules) throws Wrong {
        boolean no = take("no");
        if (take("auto")) {
            need("index");
            rules.autoIndex = Optional.of(!no);
        } else {
            need("index");
            rules.index = Optional.of(no ? "" : string());
        }
    }

    private void block(RulesDraft rules) throws Wrong {
        rules.block = Optional.of(403);
        if (take("return")) {
            rules.block = Optional.of((int) number());
            if (token.isString()) {
                string();
            }
        } else if (take("drop")) {
            rules.block = Optional.of(-1);
        }
    }

    private void log() throws Wrong {
        take("no");
        if (take("style")) {
            if (Stream.of("common", "combined", "connection", "forwarded").noneMatch(this::take)) {
                throw wrong();
            }
        } else if (take("access") || take("error")) {
            string();
        } else {
            need("syslog");
        }
    }

    private void connection() throws Wrong {
        if (take("max")) {
            if (take("requests")) {
                number();
            } else {
                need("request");
                need("body");
                number();
            }
            return;
        }
        take("request");
        need("timeout");
        number();
    }

    private void tcp() throws Wrong {
        take("no");
        if (take("backlog")) {
            number();
        } else if (take("socket")) {
            need("buffer");
            number();
        } else if (take("ip")) {
            advance();
            number();
        } else if (!take("sack")) {
            need("nodelay");
        }
    }
}
