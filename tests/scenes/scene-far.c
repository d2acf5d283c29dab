/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages of the far end, line by line and without the builder of the program under test, so that a scene can
 * say what no builder would. */

#include "scene-far.h"

#include <string.h>

#define SDP(direction)                                                                                          \
  "v=0\r\no=- 7 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 50000 RTP/AVP 0\r\na="      \
  direction "\r\n"

/* What is implied to be inside the dialog without the word. */
static const char *const always_inside[] = { "ACK", "BYE", "UPDATE", "INFO", "PRACK", NULL };

typedef struct
{
  char      *start;
  GPtrArray *lines; /* "Name: value" */
  char      *body;
  const char *our_contact; /* NULL: never heard */
} Draft;

static void
clear_draft (Draft *draft)
{
  g_free (draft->start);
  g_free (draft->body);
  g_ptr_array_unref (draft->lines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, clear_draft)

static void G_GNUC_PRINTF (2, 3)
add (Draft      *draft,
     const char *format,
     ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (draft->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
drop (Draft      *draft,
      const char *name,
      gsize       length)
{
  for (guint i = draft->lines->len; i > 0; i--)
    {
      const char *line = g_ptr_array_index (draft->lines, i - 1);

      if (g_ascii_strncasecmp (line, name, length) == 0 && line[length] == ':')
        g_ptr_array_remove_index (draft->lines, i - 1);
    }
}

const char *
scene_far_describe (const char *name)
{
  static const struct
  {
    const char *name;
    const char *text;
  } known[] = {
    { "offer", SDP ("sendrecv") },
    { "answer", SDP ("sendrecv") },
    { "hold", SDP ("sendonly") },
    { "held", SDP ("recvonly") },
    { "none", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (name, known[i].name))
        return known[i].text;
    }
  return NULL;
}

/* "reginfo: terminated rejected": what has become of our contact (RFC 3680 §5). */
static void
write_reginfo (Draft      *draft,
               const char *what)
{
  g_auto (GStrv) words = g_strsplit (what, " ", 2);

  g_free (draft->body);
  draft->body = g_strdup_printf ("<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"0\" state=\"full\">"
                                 "<registration aor=\"sip:alice@example.org\" id=\"r\" state=\"active\">"
                                 "<contact id=\"c\" state=\"%s\" event=\"%s\"><uri>%s</uri></contact>"
                                 "</registration></reginfo>",
                                 words[0], words[1], draft->our_contact);
  drop (draft, "Content-Type", strlen ("Content-Type"));
  add (draft, "Content-Type: application/reginfo+xml");
}

/* "Name: value" replaces, "no Name" removes, "body: word" is a description and "text: words" a message. */
static gboolean
apply_detail (Draft       *draft,
              const char  *detail,
              GError     **error)
{
  const char *colon = strchr (detail, ':');

  if (g_str_has_prefix (detail, "also "))
    {
      add (draft, "%s", detail + strlen ("also "));
      return TRUE;
    }
  if (g_str_has_prefix (detail, "no "))
    {
      drop (draft, detail + 3, strlen (detail + 3));
      return TRUE;
    }
  if (g_str_has_prefix (detail, "frag: "))
    {
      g_set_str (&draft->body, detail + strlen ("frag: "));
      add (draft, "Content-Type: message/sipfrag;version=2.0");
      return TRUE;
    }
  if (g_str_has_prefix (detail, "reginfo: "))
    {
      write_reginfo (draft, detail + strlen ("reginfo: "));
      return TRUE;
    }
  if (g_str_has_prefix (detail, "body: ") || g_str_has_prefix (detail, "text: "))
    {
      gboolean is_text = *detail == 't';
      const char *body = is_text ? detail + 6 : scene_far_describe (detail + 6);

      g_set_str (&draft->body, body);
      drop (draft, "Content-Type", strlen ("Content-Type"));
      if (body != NULL && *body != '\0')
        add (draft, "Content-Type: %s", is_text ? "text/plain" : "application/sdp");
      if (body != NULL)
        return TRUE;
    }
  else if (colon != NULL)
    {
      drop (draft, detail, colon - detail);
      add (draft, "%s", detail);
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "\"%s\" is no detail of a message", detail);
  return FALSE;
}

static char *
finish_draft (Draft            *draft,
              const SceneStep  *step,
              GError          **error)
{
  for (guint i = 0; i < step->details->len; i++)
    {
      if (!apply_detail (draft, g_ptr_array_index (step->details, i), error))
        return NULL;
    }

  GString *text = g_string_new (draft->start);
  const char *body = draft->body != NULL ? draft->body : "";

  for (guint i = 0; i < draft->lines->len; i++)
    g_string_append_printf (text, "\r\n%s", (char *) g_ptr_array_index (draft->lines, i));
  g_string_append_printf (text, "\r\nContent-Length: %zu\r\n\r\n%s", strlen (body), body);
  return g_string_free (text, FALSE);
}

static void
copy_header (Draft      *draft,
             SipMessage *message,
             SipHeader   header)
{
  for (guint i = 0; i < sip_message_count_header (message, header); i++)
    add (draft, "%s: %s", sip_header_get_name (header), sip_message_get_header_nth (message, header, i));
}

/* The word after @key, or @otherwise. */
static const char *
find_word (char      **words,
           const char *key,
           const char *otherwise)
{
  for (guint i = 1; words[i] != NULL && words[i + 1] != NULL; i += 2)
    {
      if (g_str_equal (words[i], key))
        return words[i + 1];
    }
  return otherwise;
}

static void
answer_ends (Draft      *draft,
             SipMessage *request,
             const char *tag)
{
  copy_header (draft, request, SIP_HEADER_VIA);
  copy_header (draft, request, SIP_HEADER_FROM);
  add (draft, "To: %s%s%s", sip_message_get_header (request, SIP_HEADER_TO), tag != NULL ? ";tag=" : "",
       tag != NULL ? tag : "");
  copy_header (draft, request, SIP_HEADER_CALL_ID);
  copy_header (draft, request, SIP_HEADER_CSEQ);
}

gboolean
scene_far_makes_dialog (SipMessage *request)
{
  SipMethod method = sip_message_get_method (request);

  return method == SIP_METHOD_INVITE || method == SIP_METHOD_SUBSCRIBE;
}

/* "180", "200 to BYE from TAG": to our last request, or to that one. */
static char *
say_response (SceneFar         *self,
              char            **words,
              const SceneStep  *step,
              GError          **error)
{
  g_auto (Draft) draft = { NULL, g_ptr_array_new_with_free_func (g_free), NULL };
  const char *method = find_word (words, "to", "last");
  const char *tag = find_word (words, "from", "far");
  guint status = (guint) g_ascii_strtoull (words[0], NULL, 10);
  SipMessage *request = g_hash_table_lookup (self->heard, method);

  if (request == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "there is no %s of ours to be answered", method);
      return NULL;
    }

  gboolean adds_tag = status > 100 && sip_address_get_tag (sip_message_get_to (request)) == NULL;

  draft.start = g_strdup_printf ("SIP/2.0 %u %s", status, sip_status_get_reason (status));
  answer_ends (&draft, request, adds_tag ? tag : NULL);
  if (scene_far_makes_dialog (request) && status > 100 && status < 300)
    add (&draft, "Contact: <sip:%s@far.example>", tag);
  if (adds_tag && status < 300)
    g_set_str (&self->far_tag, tag);
  return finish_draft (&draft, step, error);
}

static const char *
get_our_tag (SceneFar *self)
{
  return self->our_tag != NULL ? self->our_tag : "nobody";
}

static void
write_ends (SceneFar *self,
            Draft    *draft,
            gboolean  inside)
{
  add (draft, "From: <sip:bob@example.org>;tag=%s", self->far_tag);
  add (draft, "To: <sip:alice@example.org>%s%s", inside ? ";tag=" : "", inside ? get_our_tag (self) : "");
  add (draft, "Call-ID: %s", self->call_id != NULL ? self->call_id : "far-call-of-nothing");
}

/* "BYE before": in the dialog that was given up for another one. */
static void
write_ends_before (SceneFar *self,
                   Draft    *draft)
{
  add (draft, "From: <sip:bob@example.org>;tag=%s", self->before[2]);
  add (draft, "To: <sip:alice@example.org>;tag=%s", self->before[1]);
  add (draft, "Call-ID: %s", self->before[0]);
}

static void
begin_dialog (SceneFar *self)
{
  scene_far_keep_dialog (self);
  g_free (self->call_id);
  self->call_id = g_strdup_printf ("far-call-%u", ++self->n_made);
  g_set_str (&self->far_tag, "far");
  g_set_str (&self->our_tag, NULL);
  self->cseq = 100;
}

/* An ACK to a refusal and a CANCEL belong to their INVITE's transaction (RFC 3261 §17.1.1.3, §9.1). */
static gboolean
shares_transaction (SceneFar   *self,
                    const char *method)
{
  return g_str_equal (method, "CANCEL") || (g_str_equal (method, "ACK") && self->n_refusal >= 300);
}

static gboolean
carries_contact (const char *method)
{
  return g_str_equal (method, "INVITE") || g_str_equal (method, "UPDATE") || g_str_equal (method, "REFER")
         || g_str_equal (method, "NOTIFY");
}

/* What an INVITE says that takes the place of the call before (RFC 3891 §6.1): our tag is To's. */
static char *
name_dialog (SceneFar   *self,
             const char *which)
{
  if (g_strcmp0 (which, "before") == 0 && self->before[0] != NULL)
    return g_strdup_printf ("%s;to-tag=%s;from-tag=%s", self->before[0], self->before[1], self->before[2]);
  return g_strdup_printf ("%s;to-tag=%s;from-tag=%s%s",
                          self->call_id != NULL ? self->call_id : "far-call-of-nothing", get_our_tag (self),
                          self->far_tag, g_strcmp0 (which, "early") == 0 ? ";early-only" : "");
}

/* A NOTIFY is about what we asked for last (RFC 6665 §8.2.1); "NOTIFY about it" is about our REFER, "NOTIFY about its
 * end" the last of these. */
static void
add_event (SceneFar   *self,
           Draft      *draft,
           char      **words)
{
  SipMessage *subscribe = g_hash_table_lookup (self->heard, "SUBSCRIBE");
  gboolean about = g_strcmp0 (words[1], "about") == 0;

  if (about)
    {
      add (draft, "Event: refer");
      add (draft, "Subscription-State: %s", words[3] != NULL ? "terminated;reason=noresource" : "active;expires=60");
    }
  else if (subscribe != NULL)
    copy_header (draft, subscribe, SIP_HEADER_EVENT);
}

/* What only this method carries. */
static void
add_own (SceneFar   *self,
         Draft      *draft,
         char      **words)
{
  if (g_str_equal (words[0], "NOTIFY"))
    add_event (self, draft, words);
  if (g_str_equal (words[0], "PRACK") && self->rack != NULL)
    add (draft, "RAck: %s", self->rack);
}

static char *
say_request (SceneFar         *self,
             char            **words,
             gboolean          inside,
             const SceneStep  *step,
             GError          **error)
{
  const char *method = words[0];
  gboolean replaces = g_strcmp0 (words[1], "replacing") == 0;
  g_autofree char *replaced = replaces ? name_dialog (self, words[2]) : NULL;
  g_auto (Draft) draft = { NULL, g_ptr_array_new_with_free_func (g_free), NULL };
  gboolean shares = shares_transaction (self, method);
  gboolean follows = shares || g_str_equal (method, "ACK");
  g_autofree char *branch = shares ? g_strdup (self->branch) : g_strdup_printf ("z9hG4bKfar%u", ++self->n_made);

  if (!inside && !follows)
    begin_dialog (self);
  if (!follows)
    self->cseq++;
  if (g_str_equal (method, "INVITE"))
    {
      g_set_str (&self->branch, branch);
      self->invite_cseq = self->cseq;
    }

  draft.our_contact = self->our_contact;
  draft.start = g_strdup_printf ("%s %s SIP/2.0", method,
                                 self->our_contact != NULL ? self->our_contact : "sip:alice@example.org");
  add (&draft, "Via: SIP/2.0/WSS far.example;branch=%s", branch);
  add (&draft, "Max-Forwards: 70");
  if (g_strcmp0 (words[1], "before") == 0 && self->before[0] != NULL)
    write_ends_before (self, &draft);
  else
    write_ends (self, &draft, inside);
  add (&draft, "CSeq: %u %s", follows ? self->invite_cseq : self->cseq, method);
  if (carries_contact (method))
    add (&draft, "Contact: <sip:bob@far.example>");
  if (replaced != NULL)
    add (&draft, "Replaces: %s", replaced);
  add_own (self, &draft, words);
  return finish_draft (&draft, step, error);
}

/* "INVITE again", "200 again"; and "INVITE again by another way", which a forking proxy may cause. */
static char *
say_again (SceneFar    *self,
           char       **words,
           GError     **error)
{
  const char *said = g_hash_table_lookup (self->said, words[0]);

  if (said == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s was not said before", words[0]);
      return NULL;
    }
  if (words[2] == NULL)
    return g_strdup (said);

  GString *text = g_string_new (said);

  g_string_replace (text, ";branch=z9hG4bK", ";branch=z9hG4bKother", 1);
  return g_string_free (text, FALSE);
}

char *
scene_far_say (SceneFar         *self,
               const SceneStep  *step,
               GError          **error)
{
  g_auto (GStrv) words = g_strsplit (step->text + strlen ("< "), " ", -1);
  gboolean inside = g_strv_contains (always_inside, words[0]) || g_strcmp0 (words[1], "inside") == 0
                    || g_strcmp0 (words[1], "about") == 0;
  char *text;

  if (g_strcmp0 (words[1], "again") == 0)
    return say_again (self, words, error);
  if (g_ascii_isdigit (*words[0]))
    text = say_response (self, words, step, error);
  else
    text = say_request (self, words, inside, step, error);
  if (text != NULL)
    g_hash_table_replace (self->said, g_strdup (words[0]), g_strdup (text));
  return text;
}

void
scene_far_init (SceneFar *self)
{
  self->heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sip_message_unref);
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->dialogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->far_tag = g_strdup ("far");
  self->cseq = 100;
}

void
scene_far_clear (SceneFar *self)
{
  g_hash_table_unref (self->heard);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->dialogs);
  g_free (self->call_id);
  g_free (self->our_tag);
  g_free (self->far_tag);
  g_free (self->our_contact);
  g_free (self->branch);
  g_free (self->rack);
  for (guint i = 0; i < G_N_ELEMENTS (self->before); i++)
    g_free (self->before[i]);
}
