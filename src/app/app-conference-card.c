/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who speaks to more than one wants to know who listens, and to be able to let one of them go. */

#include "app-conference-card.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-conference.h"
#include "app-conference-row.h"

struct _AppConferenceCard
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *call;
  GSignalGroup *phone_signals;
  GSignalGroup *people_signals;
  GtkLabel *title;
  GtkListBox *members;
  GListModel *people; /* who is shown, held by the list; NULL: nobody */
};

G_DEFINE_FINAL_TYPE (AppConferenceCard, app_conference_card, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
name_to_title (GBinding     *binding,
               const GValue *from,
               GValue       *to,
               gpointer      user_data)
{
  g_value_take_string (to, app_closures_name (NULL, g_value_get_string (from)));
  return TRUE;
}

static const char *
get_state_text (PhoneParticipantState state)
{
  switch (state)
    {
    case PHONE_PARTICIPANT_STATE_RINGING:
      return _("Ringing…");
    case PHONE_PARTICIPANT_STATE_HELD:
      return _("On Hold");
    case PHONE_PARTICIPANT_STATE_UNKNOWN:
    case PHONE_PARTICIPANT_STATE_TALKING:
      return "";
    default:
      g_return_val_if_reached ("");
    }
}

static gboolean
state_to_subtitle (GBinding     *binding,
                   const GValue *from,
                   GValue       *to,
                   gpointer      user_data)
{
  g_value_set_string (to, get_state_text (g_value_get_enum (from)));
  return TRUE;
}

static GtkWidget *
create_member_row (gpointer item,
                   gpointer user_data)
{
  return app_conference_row_new (item);
}

/* Who is in a conference of somebody else's can be read, not muted or let go. */
static GtkWidget *
create_participant_row (gpointer item,
                        gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  g_object_bind_property_full (item, "name", row, "title", G_BINDING_SYNC_CREATE, name_to_title, NULL, NULL, NULL);
  g_object_bind_property (item, "name", avatar, "text", G_BINDING_SYNC_CREATE);
  g_object_bind_property_full (item, "state", row, "subtitle", G_BINDING_SYNC_CREATE, state_to_subtitle, NULL, NULL,
                               NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  return row;
}

static void
show_people (AppConferenceCard          *self,
             GListModel                 *people,
             GtkListBoxCreateWidgetFunc  create)
{
  if (self->people == people)
    return;
  self->people = people;
  gtk_list_box_bind_model (self->members, people, people != NULL ? create : NULL, NULL, NULL);
}

static void
show (AppConferenceCard *self)
{
  PhoneConference *ours = app_conference_of (self->phone, self->call);
  GListModel *theirs = self->call != NULL ? phone_call_get_participants (self->call) : NULL;
  guint n = theirs != NULL ? g_list_model_get_n_items (theirs) : 0;

  if (ours != NULL)
    show_people (self, G_LIST_MODEL (ours), create_member_row);
  else
    show_people (self, n > 0 ? theirs : NULL, create_participant_row);
  gtk_label_set_text (self->title, ours != NULL ? _("Everybody hears everybody") : _("In this conference"));
  gtk_widget_set_visible (GTK_WIDGET (self), self->people != NULL);
}

static void
app_conference_card_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  AppConferenceCard *self = APP_CONFERENCE_CARD (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_CALL:
      g_value_set_object (value, self->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conference_card_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AppConferenceCard *self = APP_CONFERENCE_CARD (object);

  switch (id)
    {
    case PROP_PHONE:
      if (!g_set_object (&self->phone, g_value_get_object (value)))
        return;
      g_signal_group_set_target (self->phone_signals, self->phone);
      break;
    case PROP_CALL:
      if (!g_set_object (&self->call, g_value_get_object (value)))
        return;
      g_signal_group_set_target (self->people_signals,
                                 self->call != NULL ? phone_call_get_participants (self->call) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  show (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
app_conference_card_dispose (GObject *object)
{
  AppConferenceCard *self = APP_CONFERENCE_CARD (object);

  g_clear_object (&self->phone_signals);
  g_clear_object (&self->people_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CONFERENCE_CARD);
  G_OBJECT_CLASS (app_conference_card_parent_class)->dispose (object);
}

static void
app_conference_card_class_init (AppConferenceCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_conference_card_get_property;
  object_class->set_property = app_conference_card_set_property;
  object_class->dispose = app_conference_card_dispose;

  /**
   * AppConferenceCard:phone: (nullable)
   *
   * The phone the call belongs to.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppConferenceCard:call: (nullable)
   *
   * The call one looks at.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-conference-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AppConferenceCard, title);
  gtk_widget_class_bind_template_child (widget_class, AppConferenceCard, members);
}

static void
app_conference_card_init (AppConferenceCard *self)
{
  self->phone_signals = g_signal_group_new (PHONE_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "conference-changed", G_CALLBACK (show), self);
  self->people_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_data (self->people_signals, "items-changed", G_CALLBACK (show), self, NULL,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_init_template (GTK_WIDGET (self));
}
