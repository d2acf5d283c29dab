/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: among all that was said on the line the one thing that failed must be found by looking. */

#include "app-ladder-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppLadderRow
{
  AdwBin parent_instance;

  PhoneLadder *ladder;
  GSignalGroup *signals;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *time;
  GtkWidget *sign;
  GtkLabel *outcome;
};

G_DEFINE_FINAL_TYPE (AppLadderRow, app_ladder_row, ADW_TYPE_BIN)

enum
{
  PROP_LADDER = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* By PhoneLadderKind. */
static const struct
{
  const char *title;
  const char *icon;
} kinds[] = {
  [PHONE_LADDER_KIND_CALL] = { NC_ ("diagnostics", "Call"), "call-start-symbolic" },
  [PHONE_LADDER_KIND_REGISTRATION] = { NC_ ("diagnostics", "Connection"), "network-transmit-receive-symbolic" },
  [PHONE_LADDER_KIND_MESSAGE] = { NC_ ("diagnostics", "Message"), "chat-bubbles-symbolic" },
  [PHONE_LADDER_KIND_OTHER] = { NC_ ("diagnostics", "Question"), "view-more-horizontal-symbolic" },
};

/**
 * app_ladder_row_get_kind_text:
 * @kind: a kind
 *
 * Returns: (transfer none): what it is called
 */
const char *
app_ladder_row_get_kind_text (PhoneLadderKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "diagnostics", kinds[kind].title);
}

static const char *
get_title (PhoneLadder *ladder)
{
  const char *peer = phone_ladder_get_peer (ladder);

  return *peer != '\0' ? peer : phone_ladder_get_account (ladder);
}

static void
refresh (AppLadderRow *self)
{
  g_autofree char *time = NULL;
  g_autofree char *outcome = NULL;
  gboolean failed;
  const char *kind;
  const char *end;

  if (self->ladder == NULL)
    return;
  failed = phone_ladder_has_failed (self->ladder);
  kind = app_ladder_row_get_kind_text (phone_ladder_get_kind (self->ladder));
  end = phone_ladder_get_outcome (self->ladder);
  time = g_date_time_format (phone_ladder_get_time (self->ladder), "%H:%M:%S");
  /* Translators: %1$s is "Call", "Message"…, %2$s how it ended, as a telephone server says it ("404 Not Found"). */
  outcome = *end != '\0' ? g_strdup_printf (_("%1$s: %2$s"), kind, end) : g_strdup (kind);
  gtk_image_set_from_icon_name (self->icon, kinds[phone_ladder_get_kind (self->ladder)].icon);
  gtk_label_set_label (self->title, get_title (self->ladder));
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->outcome, outcome);
  gtk_widget_set_visible (self->sign, failed);
  gtk_widget_set_css_classes (GTK_WIDGET (self->outcome), (const char *[]){ "caption", failed ? "error" : "dimmed", NULL });
}

/**
 * app_ladder_row_dup_name:
 * @self: a row
 *
 * Returns: (transfer full): all that it shows, to be read aloud
 */
char *
app_ladder_row_dup_name (AppLadderRow *self)
{
  g_return_val_if_fail (APP_IS_LADDER_ROW (self), NULL);

  return g_strjoin (", ", gtk_label_get_label (self->title), gtk_label_get_label (self->outcome),
                    gtk_label_get_label (self->time), gtk_widget_get_visible (self->sign) ? _("failed") : NULL, NULL);
}

static void
app_ladder_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LADDER:
      g_value_set_object (value, APP_LADDER_ROW (object)->ladder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_ladder_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppLadderRow *self = APP_LADDER_ROW (object);

  switch (id)
    {
    case PROP_LADDER:
      g_set_object (&self->ladder, g_value_get_object (value));
      g_signal_group_set_target (self->signals, self->ladder);
      refresh (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_ladder_row_dispose (GObject *object)
{
  AppLadderRow *self = APP_LADDER_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->ladder);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_LADDER_ROW);
  G_OBJECT_CLASS (app_ladder_row_parent_class)->dispose (object);
}

static void
app_ladder_row_class_init (AppLadderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_ladder_row_get_property;
  object_class->set_property = app_ladder_row_set_property;
  object_class->dispose = app_ladder_row_dispose;

  /**
   * AppLadderRow:ladder: (nullable)
   *
   * What the row is about.
   */
  props[PROP_LADDER] =
    g_param_spec_object ("ladder", NULL, NULL, PHONE_TYPE_LADDER, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-ladder-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppLadderRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AppLadderRow, title);
  gtk_widget_class_bind_template_child (widget_class, AppLadderRow, time);
  gtk_widget_class_bind_template_child (widget_class, AppLadderRow, sign);
  gtk_widget_class_bind_template_child (widget_class, AppLadderRow, outcome);
}

static void
app_ladder_row_init (AppLadderRow *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_LADDER);
  g_signal_group_connect_swapped (self->signals, "notify::outcome", G_CALLBACK (refresh), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
