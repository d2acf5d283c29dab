/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whether somebody could answer is worth knowing before calling, wherever their name stands. A colour
 * alone would say it to few, so there is a word. */

#include "app-presence-mark.h"

#include "app-closures.h"
#include "app-row-menu.h"

struct _AppPresenceMark
{
  AdwBin parent_instance;

  char *address;
  Phone *phone; /* NULL: not in a list yet */
  PhoneContactState *contact; /* NULL: nobody watches them */
  GSignalGroup *list_signals;
  GSignalGroup *contact_signals;
  GtkWidget *dot;
  GtkLabel *word;
  GtkLabel *note;
  gboolean with_note;
};

G_DEFINE_FINAL_TYPE (AppPresenceMark, app_presence_mark, ADW_TYPE_BIN)

enum
{
  PROP_ADDRESS = 1,
  PROP_WITH_NOTE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *
get_style (PhonePresenceState state)
{
  switch (state)
    {
    case PHONE_PRESENCE_STATE_AVAILABLE:
      return "available";
    case PHONE_PRESENCE_STATE_AWAY:
      return "away";
    case PHONE_PRESENCE_STATE_BUSY:
    case PHONE_PRESENCE_STATE_ON_THE_PHONE:
      return "busy";
    case PHONE_PRESENCE_STATE_UNKNOWN:
    case PHONE_PRESENCE_STATE_OFFLINE:
      break;
    }
  return "offline";
}

/* Their words are as long as they please, and foreign: one line, and all of it where the pointer rests. */
static void
show_note (AppPresenceMark *self)
{
  const char *note = phone_contact_state_get_note (self->contact);
  g_autofree char *line = app_closures_first_line (self, note);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), note);
  gtk_label_set_text (self->note, line);
  gtk_widget_set_visible (GTK_WIDGET (self->note), self->with_note && *line != '\0');
}

static void
show (AppPresenceMark *self)
{
  PhonePresenceState state =
    self->contact != NULL ? phone_contact_state_get_state (self->contact) : PHONE_PRESENCE_STATE_UNKNOWN;
  const char *classes[] = { "presence-dot", get_style (state), NULL };

  gtk_widget_set_visible (GTK_WIDGET (self), state != PHONE_PRESENCE_STATE_UNKNOWN);
  if (state == PHONE_PRESENCE_STATE_UNKNOWN)
    return;
  gtk_widget_set_css_classes (self->dot, classes);
  gtk_label_set_label (self->word, phone_contact_state_get_text (self->contact));
  show_note (self);
}

static void
find_contact (AppPresenceMark *self)
{
  PhoneContactState *contact =
    self->phone != NULL && self->address != NULL ? phone_find_watched (self->phone, self->address) : NULL;

  if (g_set_object (&self->contact, contact))
    g_signal_group_set_target (self->contact_signals, contact);
  show (self);
}

static void
set_phone (AppPresenceMark *self,
           Phone           *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->list_signals, phone != NULL ? phone_get_watched (phone) : NULL);
  find_contact (self);
}

static void
app_presence_mark_root (GtkWidget *widget)
{
  g_autoptr (Phone) phone = NULL;

  GTK_WIDGET_CLASS (app_presence_mark_parent_class)->root (widget);
  phone = app_row_menu_find_phone (widget);
  set_phone (APP_PRESENCE_MARK (widget), phone);
}

static void
app_presence_mark_unroot (GtkWidget *widget)
{
  set_phone (APP_PRESENCE_MARK (widget), NULL);
  GTK_WIDGET_CLASS (app_presence_mark_parent_class)->unroot (widget);
}

static void
app_presence_mark_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, APP_PRESENCE_MARK (object)->address);
      break;
    case PROP_WITH_NOTE:
      g_value_set_boolean (value, APP_PRESENCE_MARK (object)->with_note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_presence_mark_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AppPresenceMark *self = APP_PRESENCE_MARK (object);

  switch (id)
    {
    case PROP_ADDRESS:
      if (!g_set_str (&self->address, g_value_get_string (value)))
        return;
      find_contact (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WITH_NOTE:
      if (self->with_note == g_value_get_boolean (value))
        return;
      self->with_note = g_value_get_boolean (value);
      show (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_presence_mark_dispose (GObject *object)
{
  AppPresenceMark *self = APP_PRESENCE_MARK (object);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->contact_signals);
  g_clear_object (&self->contact);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PRESENCE_MARK);
  G_OBJECT_CLASS (app_presence_mark_parent_class)->dispose (object);
}

static void
app_presence_mark_finalize (GObject *object)
{
  g_free (APP_PRESENCE_MARK (object)->address);
  G_OBJECT_CLASS (app_presence_mark_parent_class)->finalize (object);
}

static void
app_presence_mark_class_init (AppPresenceMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_presence_mark_get_property;
  object_class->set_property = app_presence_mark_set_property;
  object_class->dispose = app_presence_mark_dispose;
  object_class->finalize = app_presence_mark_finalize;
  widget_class->root = app_presence_mark_root;
  widget_class->unroot = app_presence_mark_unroot;

  /**
   * AppPresenceMark:address: (nullable)
   *
   * Whose state is shown.
   */
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppPresenceMark:with-note:
   *
   * Whether what they say of it is shown, too.
   */
  props[PROP_WITH_NOTE] = g_param_spec_boolean ("with-note", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-presence-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPresenceMark, dot);
  gtk_widget_class_bind_template_child (widget_class, AppPresenceMark, word);
  gtk_widget_class_bind_template_child (widget_class, AppPresenceMark, note);
}

static void
app_presence_mark_init (AppPresenceMark *self)
{
  self->list_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (find_contact), self);
  self->contact_signals = g_signal_group_new (PHONE_TYPE_CONTACT_STATE);
  g_signal_group_connect_swapped (self->contact_signals, "notify", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
