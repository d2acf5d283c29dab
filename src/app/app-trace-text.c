/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: in a message the first ten lines are mostly what one looks for, and the sixty that describe the sound
 * stand in the way. */

#include "app-trace-text.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More of a message is not laid out; it is in what is copied. */
#define MAX_SHOWN (64 * 1024)

struct _AppTraceText
{
  AdwBin parent_instance;

  PhoneRung *rung;
  GtkWidget *scroller;
  GtkTextView *head;
  GtkTextView *body;
  GtkExpander *fold;
};

G_DEFINE_FINAL_TYPE (AppTraceText, app_trace_text, ADW_TYPE_BIN)

enum
{
  PROP_RUNG = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show (GtkTextView *view,
      const char  *text)
{
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) MIN (strlen (text), MAX_SHOWN));
  g_auto (GStrv) lines = g_strsplit (shown, "\r\n", -1);
  g_autofree char *plain = g_strjoinv ("\n", lines);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, g_strchomp (plain), -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "whole", &start, &end);
}

static const char *
find_body (const char *text)
{
  const char *with_return = strstr (text, "\r\n\r\n");
  const char *without = strstr (text, "\n\n");

  if (with_return != NULL && (without == NULL || with_return < without))
    return with_return + strlen ("\r\n\r\n");
  return without != NULL ? without + strlen ("\n\n") : NULL;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n' || text[1] == '\0' ? 1 : 0;
  return n;
}

static void
refresh (AppTraceText *self)
{
  const char *text = self->rung != NULL ? phone_trace_entry_get_text (phone_rung_get_entry (self->rung)) : "";
  const char *body = find_body (text);
  g_autofree char *head = body != NULL ? g_strndup (text, (gsize) (body - text)) : g_strdup (text);
  guint n_lines = body != NULL ? count_lines (body) : 0;
  g_autofree char *label =
    /* Translators: what a telephone message carries, below its header; it can be unfolded. */
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Contents, %u Line", "Contents, %u Lines", n_lines), n_lines);

  show (self->head, head);
  show (self->body, body != NULL ? body : "");
  gtk_expander_set_label (self->fold, label);
  gtk_widget_set_visible (GTK_WIDGET (self->fold), n_lines > 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
app_trace_text_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RUNG:
      g_value_set_object (value, APP_TRACE_TEXT (object)->rung);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_trace_text_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppTraceText *self = APP_TRACE_TEXT (object);

  switch (id)
    {
    case PROP_RUNG:
      if (g_set_object (&self->rung, g_value_get_object (value)))
        refresh (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_trace_text_dispose (GObject *object)
{
  g_clear_object (&APP_TRACE_TEXT (object)->rung);
  G_OBJECT_CLASS (app_trace_text_parent_class)->dispose (object);
}

static void
app_trace_text_class_init (AppTraceTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_trace_text_get_property;
  object_class->set_property = app_trace_text_set_property;
  object_class->dispose = app_trace_text_dispose;

  /**
   * AppTraceText:rung: (nullable)
   *
   * The message shown.
   */
  props[PROP_RUNG] =
    g_param_spec_object ("rung", NULL, NULL, PHONE_TYPE_RUNG, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkTextView *
create_view (const char *name)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "editable", FALSE, "cursor-visible", FALSE, "monospace", TRUE, "wrap-mode", GTK_WRAP_CHAR,
                "accepts-tab", FALSE, NULL);
  /* A hyphen would look like one that was sent. */
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "whole", "insert-hyphens", FALSE, NULL);
  gtk_widget_add_css_class (view, "trace-text");
  /* What machines say to each other is written from the left. */
  gtk_widget_set_direction (view, GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_TEXT_VIEW (view);
}

static void
app_trace_text_init (AppTraceText *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->scroller = gtk_scrolled_window_new ();
  self->head = create_view (_("Header of the Message"));
  self->body = create_view (_("Contents of the Message"));
  self->fold = GTK_EXPANDER (gtk_expander_new (NULL));
  gtk_expander_set_child (self->fold, GTK_WIDGET (self->body));
  /* What is folded away is in no window, and a text asks its window when the focus comes. */
  g_object_bind_property (self->fold, "expanded", self->body, "can-focus", G_BINDING_SYNC_CREATE);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fold));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
  refresh (self);
}
