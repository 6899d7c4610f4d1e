package org.proofmark.virtuallab.device;

import java.util.Map;
import java.util.Optional;

/// The HTML of a device's web interface.
final class Pages {
    private final DeviceModel model;

    Pages(DeviceModel model) {
        this.model = model;
    }

    String login(String csrf, String error) {
        return page(
                "Log in",
                error,
                """
                <form id="login" method="post" action="/login">
                <input type="hidden" name="csrf" value="%s">
                <label>User name <input name="username" value="admin"></label>
                <label>Password <input name="password" type="password"></label>
                <button>Log in</button>
                </form>
                """
                        .formatted(csrf));
    }

    String region(String csrf) {
        return page(
                "Set-up (1 of 2)",
                "",
                """
                <p>Welcome. Where is your device?</p>
                <form id="region" method="post" action="/setup">
                <input type="hidden" name="csrf" value="%s">
                <select name="region"><option>UK</option><option>EU</option></select>
                <button>Next</button>
                </form>
                """
                                .formatted(csrf)
                        + skip(csrf));
    }

    String firstPassword(String csrf, String error) {
        return page(
                "Set-up (2 of 2)",
                error,
                """
                <p>Choose the password of the user <b>admin</b>. There is none until you do.</p>
                <form id="first-password" method="post" action="/setup/password">
                <input type="hidden" name="csrf" value="%s">
                <label>Password <input name="password" type="password"></label>
                <label>Again <input name="repeat" type="password"></label>
                <button>Finish</button>
                </form>
                """
                                .formatted(csrf)
                        + skip(csrf));
    }

    private String skip(String csrf) {
        return model.traits().setUp().gaps().contains(SetUpManner.Gap.SKIP_BUTTON)
                ? """
                <form id="skip" method="post" action="/setup/skip">
                <input type="hidden" name="csrf" value="%s">
                <button>Skip</button>
                </form>
                """
                        .formatted(csrf)
                : "";
    }

    /// Where the set-up goes on when the password is defined.
    String afterPassword() {
        return model.traits().setUp().gaps().contains(SetUpManner.Gap.FINISH_CALLED)
                ? "/setup/finish"
                : "/login";
    }

    String finish(String csrf) {
        return page(
                "Set-up (done)",
                "",
                """
                <form id="finish" method="post" action="/setup/finish">
                <input type="hidden" name="csrf" value="%s">
                <button>Start</button>
                </form>
                """
                        .formatted(csrf));
    }

    String reset(String csrf) {
        return page(
                "Factory settings",
                "",
                """
                <p>All settings will be erased.</p>
                <form id="reset" method="post" action="/reset">
                <input type="hidden" name="csrf" value="%s">
                <button>Erase</button>
                </form>
                """
                        .formatted(csrf));
    }

    String setUpDone(Optional<String> shown) {
        return page("Set-up", "", setUpText(shown));
    }

    private String setUpText(Optional<String> shown) {
        if (shown.isPresent()) {
            return """
            <p>Your device made a password for the user <b>admin</b>:
            <code id="initial-password">%s</code></p>
            <p>It is shown until you choose your own.</p>
            """
                    .formatted(escape(shown.get()));
        }
        return model.onLabel()
                ? "<p>The password of the user <b>admin</b> is on the label of your device.</p>\n"
                : "<p>The device is set up.</p>\n";
    }

    String home(String csrf, Map<String, ?> status) {
        var rows = new StringBuilder("<table id=\"status\">\n");
        status.forEach((key, value) ->
                rows.append(
                        "<tr><th>%s</th><td>%s</td></tr>\n"
                                .formatted(escape(key), escape(value.toString()))));
        return page(
                "Home",
                "",
                rows
                        + """
                        </table>
                        <form id="relay" method="post" action="/relay">
                        <input type="hidden" name="csrf" value="%1$s">
                        <button name="relay" value="on">On</button>
                        <button name="relay" value="off">Off</button>
                        </form>
                        <p><a href="/account">Change the password</a></p>
                        <form id="logout" method="post" action="/logout">
                        <input type="hidden" name="csrf" value="%1$s">
                        <button>Log out</button>
                        </form>
                        """
                                .formatted(csrf));
    }

    String account(String csrf, String message) {
        return page(
                "Change the password",
                message,
                """
                <form id="password" method="post" action="/account">
                <input type="hidden" name="csrf" value="%s">
                <label>Now <input name="current" type="password"></label>
                <label>New <input name="new" type="password"></label>
                <label>Again <input name="repeat" type="password"></label>
                <button>Change</button>
                </form>
                """
                        .formatted(csrf));
    }

    String message(String text) {
        return page("Notice", text, "");
    }

    String page(String title, String message, String content) {
        var notice = message.isEmpty() ? "" : "<p id=\"message\">" + escape(message) + "</p>\n";
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%1$s - %2$s</title></head>
        <body>
        <h1>%2$s</h1>
        <h2>%1$s</h2>
        %3$s%4$s<footer>Firmware %5$s</footer>
        </body>
        </html>
        """
                .formatted(
                        escape(title),
                        escape(model.maker() + " " + model.name()),
                        notice,
                        content,
                        escape(model.firmware()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
