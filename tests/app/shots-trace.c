/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A morning on the line: it was there, a call went well, one did not, and a message got nowhere. */

#include "shots-trace.h"

#include "app-ladder-row.h"
#include "phone-trace-private.h"
#include "scripted-people.h"

#define REST(id, method)                                                                                               \
  "Via: SIP/2.0/UDP 192.168.1.20:5060;branch=z9hG4bK" id "\nFrom: \"Robin\" <sip:robin@example.org>;tag=a7c1\n"        \
  "To: <sip:amelie.fournier-delacroix@telefonie.example.org>\nCall-ID: " id "\nCSeq: 1 " method "\n"

#define SDP                                                                                                            \
  "Content-Type: application/sdp\n\nv=0\no=- 1 1 IN IP4 192.168.1.20\ns=-\nc=IN IP4 192.168.1.20\nt=0 0\n"              \
  "m=audio 4000 UDP/TLS/RTP/SAVPF 111 9 8 0\na=rtpmap:111 opus/48000/2\na=ice-pwd:[redacted]\n"

static void
say (ShotsScene *scene,
     gboolean    outgoing,
     const char *text)
{
  phone_trace_add (phone_get_trace (scene->phone), shots_account (scene), outgoing, text);
}

static void
fill (ShotsScene *scene)
{
  say (scene, TRUE, "REGISTER sip:example.org SIP/2.0\n" REST ("r1", "REGISTER") "\n");
  say (scene, FALSE, "SIP/2.0 401 Unauthorized\n" REST ("r1", "REGISTER") "\n");
  say (scene, TRUE, "REGISTER sip:example.org SIP/2.0\nAuthorization: [redacted]\n" REST ("r1", "REGISTER") "\n");
  say (scene, FALSE, "SIP/2.0 200 OK\n" REST ("r1", "REGISTER") "\n");
  say (scene, TRUE, "MESSAGE sip:amelie@example.org SIP/2.0\n" REST ("m1", "MESSAGE") "\nHello!\n");
  say (scene, FALSE, "SIP/2.0 415 Unsupported Media Type\n" REST ("m1", "MESSAGE") "\n");
  say (scene, TRUE, "OPTIONS sip:amelie@example.org SIP/2.0\n" REST ("o1", "OPTIONS") "\n");
  say (scene, FALSE, "SIP/2.0 200 OK\n" REST ("o1", "OPTIONS") "\n");
  for (guint i = 0; i < 3; i++)
    say (scene, TRUE, "INVITE sip:amelie@example.org SIP/2.0\n" REST ("c1", "INVITE") SDP);
  say (scene, FALSE, "SIP/2.0 100 Trying\n" REST ("c1", "INVITE") "\n");
  say (scene, FALSE, "SIP/2.0 180 Ringing\n" REST ("c1", "INVITE") "\n");
  say (scene, FALSE, "SIP/2.0 200 OK\n" REST ("c1", "INVITE") SDP);
  say (scene, TRUE, "ACK sip:amelie@example.org SIP/2.0\n" REST ("c1", "ACK") "\n");
  phone_trace_note (phone_get_trace (scene->phone), shots_account (scene), "sound-verdict cause=nothing-arrives call=c1");
  say (scene, TRUE, "BYE sip:amelie@example.org SIP/2.0\n" REST ("c1", "BYE") "\n");
  say (scene, FALSE, "SIP/2.0 481 Call/Transaction Does Not Exist\n" REST ("c1", "BYE") "\n");
}

static void
open_dialog (ShotsScene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.diagnostics", NULL);
  shots_spin (300);
}

void
shots_trace_list (ShotsScene *scene)
{
  shots_people (scene);
  fill (scene);
  open_dialog (scene);
}

void
shots_trace_ladder (ShotsScene *scene)
{
  gpointer list;

  shots_trace_list (scene);
  list = shots_find (GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->window))),
                     APP_TYPE_LADDER_ROW);
  list = gtk_widget_get_ancestor (list, GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 0);
  shots_spin (300);
}

void
shots_trace_empty (ShotsScene *scene)
{
  shots_people (scene);
  open_dialog (scene);
}

void
shots_trace_none (ShotsScene *scene)
{
  GtkWidget *dialog;

  shots_trace_list (scene);
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->window)));
  gtk_editable_set_text (shots_find (dialog, GTK_TYPE_SEARCH_ENTRY), "nobody said this");
  shots_spin (600);
}
